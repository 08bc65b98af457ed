/** Where one is, and the way back: marks of the current section, and the address of the log-in page. */
import { withQuery } from '../text/addresses.ts';

/** Marks the section a page belongs to. */
export const currentMark = (here: string, href: string): 'page' | 'true' | undefined =>
  here === href ? 'page' : href !== '/' && here.startsWith(`${href}/`) ? 'true' : undefined;

/** Where to come back to after logging in: not to the log-in's own pages. */
export const logInAddress = ({ path, url }: { readonly path: string; readonly url: string }): string =>
  withQuery('/user/login', [['came_from', path === '/' || path.startsWith('/user/') ? '' : url]]);
