/**
 * The visibility table: every door of the catalogue, what it may show of a record that is
 * private, a draft or deleted, and the requests by which that is tried. A new door needs a line,
 * in the file of its noun.
 */
import { datasetActions, datasetPages } from './datasets.ts';
import type { Door } from './door.ts';
import { groupActions, groupPages } from './groups.ts';
import { routes } from './routes.ts';
import { siteActions, sitePages } from './site.ts';
import { userActions, userPages } from './users.ts';

const actions = [...datasetActions, ...groupActions, ...userActions, ...siteActions];

export const DOORS: readonly Door[] = [
  ...actions.map((one) => ({ ...one, door: `action ${one.door}` })),
  ...datasetPages,
  ...groupPages,
  ...userPages,
  ...sitePages,
  ...routes,
];
