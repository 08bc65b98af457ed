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
  { scenario: 'transport/redirects-of-pages', steps: [6, 7, 8], reason: 'addresses of older CKANs redirect instead of being lost' },
  { scenario: 'transport/slugs-and-translations', steps: [6, 7, 10], reason: '/api/i18n answers JSON with its right type' },
  { scenario: 'transport/response-headers', steps: [12], reason: '/api/i18n answers JSON with its right type' },
];

/** Pages that do not exist yet: forms, members, followers, activity, administration. They answer 404. */
const PAGES_TO_COME =
  /^\/(dataset\/(new|edit|resources|delete|followers|groups)|dataset\/[^/]+\/resource\/(new|[^/]+\/(edit|delete|views|new_view))|(organization|group)\/(new|edit|delete|members|manage_members|member_new|admins|followers|activity|bulk_process)|user\/([^/]+\/(organizations|groups)|edit|delete|followers|activity)|dashboard\/groups|ckan-admin)(\/|$)/;

/** Autocomplete helpers answer once the actions behind them exist. */
const HELPERS_TO_COME = /^\/api\/(\d\/)?util\/(dataset|tag|resource|user|group|organization)\/(format_)?autocomplete/;

export function reasonFor(scenario: string, index: number, step: Step): string | undefined {
  const listed = exceptions.find((exception) => exception.scenario === scenario && exception.steps.includes(index));
  if (listed !== undefined) return listed.reason;
  const path = step.path?.replace(/\?.*/, '') ?? '';
  if (PAGES_TO_COME.test(path)) return 'a page that does not exist yet';
  return HELPERS_TO_COME.test(path) ? 'an autocomplete whose action does not exist yet' : undefined;
}
