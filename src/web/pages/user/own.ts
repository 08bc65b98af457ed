/** CKAN's address for "my own page", logged in or not. */
import type { PageResponse } from '#domain/page.ts';

export const ownPage = (): PageResponse => ({ redirect: '/dashboard/datasets' });
