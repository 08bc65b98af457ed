/** Whoever logs in with a password given to him sees nothing before he has chosen his own. */
import type { PageRequest } from '#domain/page.ts';

export const PASSWORD_PATH = '/dashboard/password';

/** Where one may go all the same. */
const OPEN = new Set([PASSWORD_PATH, '/user/_logout', '/user/logged_out_redirect']);

export const mustChangeFirst = (request: PageRequest): boolean => request.mustChangePassword && !OPEN.has(request.path);
