/**
 * The table of paths that CKAN or the pages of B.C. once had, and what stands in their place. Rows
 * are tried in order. `:name` is one part of a path, `*` at the end at least one more.
 */

export type OldPath = {
  readonly from: string;
  /** The present path; a query may end it. */
  readonly to?: string;
  /** In place of a path, where what was there is gone for good: what to do instead. */
  readonly instead?: string;
  /** A thing of today may have this name, or once a name; then the path is its. */
  readonly unless?: { readonly action: string; readonly id: string };
};

const moved = (from: string, to: string): OldPath => ({ from, to });
const gone = (from: string, instead: string): OldPath => ({ from, instead });
/** A page of old at a path where a name stands today. */
const unlessNamed = (action: string, from: string, to: string): OldPath => ({
  from,
  to,
  unless: { action, id: from.slice(from.lastIndexOf('/') + 1) },
});

const NO_REVISIONS = 'Revisions of the whole catalogue are no longer kept. The page of a dataset tells when it was changed.';
const NO_CLIENT = 'This address belonged to an earlier program of the site. Programs use the Action API: see /help/api.';

export const OLD_PATHS: readonly OldPath[] = [
  moved('/package', '/dataset'),
  moved('/package/*', '/dataset/*'),
  moved('/packages', '/dataset'),
  moved('/packages/*', '/dataset/*'),
  moved('/datasets', '/dataset'),
  moved('/groups', '/group'),
  moved('/groups/:group', '/group/:group'),
  moved('/tags', '/dataset'),
  moved('/tags/:tag', '/dataset?tags=:tag'),
  moved('/tag', '/dataset'),
  moved('/tag/read/:tag', '/dataset?tags=:tag'),
  moved('/tag/:tag', '/dataset?tags=:tag'),
  moved('/users/:user', '/user/:user'),

  unlessNamed('group_show', '/group/list', '/group'),
  unlessNamed('group_show', '/group/create', '/group/new'),
  unlessNamed('organization_show', '/organization/list', '/organization'),
  unlessNamed('organization_show', '/organization/create', '/organization/new'),
  unlessNamed('package_show', '/dataset/list', '/dataset'),
  unlessNamed('package_show', '/dataset/create', '/dataset/new'),
  moved('/dataset/search', '/dataset'),

  moved('/dataset/new_metadata/:dataset', '/dataset/edit/:dataset'),
  moved('/dataset/new_resource/:dataset', '/dataset/:dataset/resource/new'),
  moved('/dataset/history/:dataset', '/dataset/activity/:dataset'),
  moved('/dataset/:dataset@:revision', '/dataset/activity/:dataset'),
  moved('/dataset/:dataset/related', '/dataset/:dataset'),
  moved('/dataset/:dataset/related/*', '/dataset/:dataset'),
  moved('/dataset/:dataset/resource_edit/:resource', '/dataset/:dataset/resource/:resource/edit'),
  moved('/dataset/:dataset/resource_delete/:resource', '/dataset/:dataset/resource/:resource/delete'),
  moved('/dataset/:dataset/resource/create', '/dataset/:dataset/resource/new'),
  moved('/dataset/:dataset/resource/:resource/embed', '/dataset/:dataset/resource/:resource'),
  moved('/dataset/:dataset/resource/:resource/viewer', '/dataset/:dataset/resource/:resource'),
  moved('/dataset/:dataset/resource/:resource/preview', '/dataset/:dataset/resource/:resource'),
  moved('/related', '/dataset'),
  moved('/related/*', '/dataset'),

  unlessNamed('user_show', '/user/logged_in', '/dashboard'),
  unlessNamed('user_show', '/user/logged_out', '/'),
  unlessNamed('user_show', '/user/profile', '/user/me'),
  moved('/user/admin/org/:organization/members', '/organization/manage_members/:organization'),
  moved('/user/admin/group/:group/members', '/group/manage_members/:group'),
  moved('/usage', '/stats'),

  gone('/dataset/rate/:dataset', 'Datasets are no longer rated.'),
  gone('/revision', NO_REVISIONS),
  gone('/revision/*', NO_REVISIONS),
  gone('/revisions', NO_REVISIONS),
  gone('/revisions/*', NO_REVISIONS),
  gone('/client-api', NO_CLIENT),
  gone('/client-api/*', NO_CLIENT),
];

/** Pages that stand where the name of a dataset could: `/dataset/edit/related` edits the dataset `related`. */
const NO_PAGE =
  '(?!(new|edit|resources|delete|follow|unfollow|followers|groups|collaborators|activity|changes|changes_multiple|new_metadata|new_resource|history|rate)/)';

const byFirstPart = Map.groupBy(
  OLD_PATHS.map((row) => ({ row, pattern: patternOf(row.from) })),
  ({ row }) => row.from.split('/')[1],
);

function patternOf(from: string): RegExp {
  const source = from.replace(/^\/dataset\/:/, `/dataset/${NO_PAGE}:`);
  return new RegExp(`^${source.replace(/:(\w+)/g, '(?<$1>[^/@]+)').replace(/\*$/, '(?<rest>.+)')}$`);
}

/** The row for a path as it was sent, and the path to go to with everything filled in. */
export function findOldPath(path: string): { readonly row: OldPath; readonly to: string } | undefined {
  for (const { row, pattern } of byFirstPart.get(path.split('/')[1]) ?? []) {
    const found = pattern.exec(path);
    if (found === null) continue;
    const { rest = '', ...parts } = found.groups ?? {};
    const to = (row.to ?? '').replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(decodeURIComponent(parts[name] ?? '')));
    return { row, to: to.replace('*', () => rest) };
  }
  return undefined;
}
