/**
 * Steps where our answer differs from CKAN's on purpose, each with its reason: what CKAN does that
 * nobody should copy, what this catalogue adds, or a page that does not exist yet.
 */
import type { Step } from './player.ts';

export type Exception = { readonly scenario: string; readonly steps: readonly number[]; readonly reason: string };

export const exceptions: readonly Exception[] = [
  {
    scenario: 'token/use-of-tokens',
    steps: [2, 3],
    reason: 'Bearer and X-CKAN-API-Key are accepted, because ckanapi and the clients of B.C. send them',
  },
  { scenario: 'transport/token-headers', steps: [5], reason: 'see token/use-of-tokens' },
  {
    scenario: 'search/result-shape',
    steps: [4],
    reason: "CKAN shows the index's own copy, its serialised twin inside it; ours is the dict that package_show gives",
  },
  {
    scenario: 'admin/config-options',
    steps: [0],
    reason:
      'the address of the site and the name of a theme are not changed while it runs: one would lock everybody out, the other has no effect',
  },
  {
    scenario: 'group/create-and-show',
    steps: [14, 15],
    reason: 'CKAN tells everybody the ids of private datasets in a group; ours are told to those who may see them',
  },
  { scenario: 'organization/purge', steps: [16, 17], reason: 'CKAN purges an organization as a group; ours must be called what it is' },
  {
    scenario: 'organization/update-replaces-or-keeps',
    steps: [10],
    reason: 'CKAN forgets the old name of an organization; ours goes on naming it',
  },
  {
    scenario: 'package/moving-between-organizations',
    steps: [13, 17],
    reason: 'where datasets may not stand without an organization, none loses its own; CKAN leaves a private one that nobody owns',
  },
  { scenario: 'package/patch-finds-the-dataset', steps: [10], reason: 'CKAN forgets the old name of a dataset; ours goes on naming it' },
  { scenario: 'package/update-finds-the-dataset', steps: [13], reason: 'see package/patch-finds-the-dataset' },
  {
    scenario: 'resource/search',
    steps: [5, 6, 8, 10, 11, 13, 23],
    reason: 'CKAN shows `datastore_active: false` of resources that were rewritten since they were made, and of no other',
  },
  { scenario: 'transport/api-root', steps: [18, 19, 20, 21], reason: 'the REST addresses of older CKANs tell which action to use instead' },
  ...['anyone', 'a-sysadmin'].map((who) => ({
    scenario: `transport/pages-dataset-for-${who}`,
    steps: [13],
    reason: 'a search that cannot be understood is a mistake of the request and says so: 400 with the page that explains it, for CKAN 200',
  })),
  ...['anyone', 'a-stranger', 'a-sysadmin'].map((who) => ({
    scenario: `transport/pages-resource-and-group-for-${who}`,
    steps: [13],
    reason: 'addresses of older CKANs redirect instead of being lost',
  })),
  { scenario: 'transport/redirects-of-pages', steps: [6, 7, 8], reason: 'addresses of older CKANs redirect instead of being lost' },
  { scenario: 'transport/slugs-and-translations', steps: [6, 7, 10], reason: '/api/i18n answers JSON with its right type' },
  { scenario: 'transport/response-headers', steps: [12], reason: '/api/i18n answers JSON with its right type' },
];

/** Pages that do not exist yet: forms, members, followers, activity, administration. They answer 404. */
const PAGES_TO_COME =
  /^\/(dataset\/followers|dataset\/[^/]+\/resource\/[^/]+\/(views|new_view)|(organization|group)\/(followers|activity)|user\/(followers|activity))(\/|$)/;

export function reasonFor(scenario: string, index: number, step: Step): string | undefined {
  const listed = exceptions.find((exception) => exception.scenario === scenario && exception.steps.includes(index));
  if (listed !== undefined) return listed.reason;
  const path = step.path?.replace(/\?.*/, '') ?? '';
  return PAGES_TO_COME.test(path) ? 'a page that does not exist yet' : undefined;
}
