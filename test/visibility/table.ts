/**
 * The visibility table: every door of the catalogue, what it may show of a record that is
 * private, a draft or deleted, and the requests by which that is tried. A new door needs a line.
 */
import type { InjectedRequest } from '#http/server.ts';
import { BAIT, get, GROUP, type Kept, ORGANIZATION, type Person, post, submit, type World } from './world.ts';

export type Door = {
  /** An action's name, `page /path` or `route /path`, as the registries have it. */
  readonly door: string;
  /** `readers`: all of it, to those who may read it. `nothing`: to nobody, whoever he is. */
  readonly shows: 'nothing' | 'readers';
  /** Requests that name no record: to those who may not read it they must answer as if it were not there. */
  readonly asks?: (world: World) => readonly InjectedRequest[];
  /** Requests that name a record; they may tell that it exists, as CKAN's do, and no more. */
  readonly names?: (kept: Kept) => readonly InjectedRequest[];
  /** Requests that change something, tried by those who may not and by nobody else. */
  readonly changes?: (kept: Kept) => readonly InjectedRequest[];
  /** Who finds a hidden record by these requests; without it, each of those who may read it. */
  readonly finds?: readonly Person[];
};

const both = ({ id, name }: Kept): readonly string[] => [id, name];
const SEARCHES: readonly Record<string, unknown>[] = [
  {},
  { include_private: true, include_drafts: true, include_deleted: true, rows: 100 },
  { q: BAIT, include_private: true, include_drafts: true },
  { q: 'q*', include_private: true },
  { fq: 'private:true', include_private: true },
  { fq: 'state:(draft OR deleted)', include_drafts: true, include_deleted: true },
  { fq: '+capacity:private', include_private: true },
  { fq_list: ['entity_type:package', 'site_id:default'], include_private: true },
  { q: 'permission_labels:*', include_private: true },
  { fq: 'permission_labels:public OR state:deleted', include_deleted: true },
  {
    rows: 0,
    'facet.field': ['tags', 'organization', 'groups', 'res_format', 'license_id', 'author', 'name', 'state', 'capacity', 'private'],
    'facet.limit': -1,
    'facet.mincount': 0,
    include_private: true,
    include_drafts: true,
    include_deleted: true,
  },
  {
    fl: ['id', 'name', 'title', 'notes', 'extras_*', 'text', 'data_dict', 'validated_data_dict', 'permission_labels', 'score'],
    include_private: true,
    include_drafts: true,
    rows: 100,
  },
  { sort: 'name desc', include_private: true, include_drafts: true },
  { q: `title:${BAIT} -title:qopentitle`, include_private: true },
  { q: '*:* OR state:deleted OR state:draft' },
];
const GROUP_FLAGS = { include_datasets: true, include_dataset_count: true, include_extras: true, include_users: true, include_tags: true };

const actions: readonly Door[] = [
  {
    door: 'package_show',
    shows: 'readers',
    names: (kept) => [
      ...both(kept).flatMap((id) => [
        post('package_show', { id }),
        post('package_show', { name_or_id: id, use_default_schema: true, include_plugin_data: true }),
      ]),
      get(`/api/3/action/package_show?id=${kept.name}`),
      get(`/api/action/package_show?id=${kept.id}&callback=f`),
    ],
  },
  {
    door: 'package_search',
    shows: 'readers',
    asks: () => SEARCHES.map((input) => post('package_search', input)),
    names: ({ word }) => [
      post('package_search', { q: `${word}notes`, include_private: true, include_drafts: true, include_deleted: true }),
      post('package_search', { q: `tags:${word}tag`, include_private: true }),
    ],
  },
  { door: 'package_list', shows: 'nothing', asks: () => [post('package_list', {}), post('package_list', { limit: 1, offset: 1 })] },
  { door: 'resource_show', shows: 'readers', names: ({ resource }) => [post('resource_show', { id: resource })] },
  {
    door: 'package_autocomplete',
    shows: 'readers',
    asks: () => ['q', BAIT.slice(0, 5), BAIT].map((q) => post('package_autocomplete', { q, limit: 100 })),
    names: ({ word, name }) => [word, name, `${word}title`].map((q) => post('package_autocomplete', { q })),
  },
  {
    door: 'current_package_list_with_resources',
    shows: 'readers',
    finds: ['sysadmin'],
    asks: () => [{}, { limit: 100 }, { limit: 1, page: 2 }].map((input) => post('current_package_list_with_resources', input)),
  },
  {
    door: 'resource_search',
    shows: 'nothing',
    asks: () => ['name:q', 'url:', `description:${BAIT}`].map((query) => post('resource_search', { query, order_by: 'name' })),
    names: ({ word }) => [post('resource_search', { query: [`name:${word}resource`, `format:${word}`] })],
  },
  {
    door: 'format_autocomplete',
    shows: 'nothing',
    asks: () => ['q', 'format'].map((q) => post('format_autocomplete', { q, limit: 100 })),
    names: ({ word }) => [post('format_autocomplete', { q: word })],
  },
  { door: 'tag_list', shows: 'nothing', asks: () => [post('tag_list', {}), post('tag_list', { query: 'q', all_fields: true })] },
  ...(['tag_search', 'tag_autocomplete'] as const).map(
    (door): Door => ({
      door,
      shows: 'nothing',
      asks: () => ['q', 'tag', BAIT].map((query) => post(door, { query })),
      names: ({ word }) => [post(door, { q: word })],
    }),
  ),
  {
    door: 'tag_show',
    shows: 'nothing',
    asks: () => [post('tag_show', { id: `${BAIT}s`, include_datasets: true })],
    names: ({ word }) => [post('tag_show', { id: `${word}tag`, include_datasets: true })],
  },
  { door: 'vocabulary_list', shows: 'nothing', asks: () => [post('vocabulary_list', {})] },
  { door: 'vocabulary_show', shows: 'nothing', asks: () => [post('vocabulary_show', { id: 'unknown' })] },
  {
    door: 'organization_show',
    shows: 'readers',
    asks: () => [
      post('organization_show', { id: ORGANIZATION, ...GROUP_FLAGS }),
      post('organization_show', { id: 'ministry', ...GROUP_FLAGS }),
    ],
  },
  {
    door: 'organization_list',
    shows: 'readers',
    asks: () => [post('organization_list', {}), post('organization_list', { all_fields: true, ...GROUP_FLAGS, sort: 'package_count' })],
  },
  { door: 'group_show', shows: 'nothing', asks: () => [post('group_show', { id: GROUP, ...GROUP_FLAGS })] },
  {
    door: 'group_list',
    shows: 'nothing',
    asks: () => [post('group_list', {}), post('group_list', { all_fields: true, ...GROUP_FLAGS, sort: 'package_count' })],
  },
  {
    door: 'user_show',
    shows: 'readers',
    finds: ['editor', 'sysadmin'],
    asks: ({ creator }) => [post('user_show', { id: creator, include_datasets: true, include_num_followers: true })],
  },
  {
    door: 'activity_dataset_changes',
    shows: 'nothing',
    names: (kept) => both(kept).map((id) => post('activity_dataset_changes', { id })),
    asks: ({ open }) => [post('activity_dataset_changes', { id: open.id })],
  },
  {
    door: 'package_create',
    shows: 'nothing',
    changes: (kept) => [
      post('package_create', { name: kept.name, owner_org: ORGANIZATION }),
      post('package_create', {
        id: kept.id,
        name: 'another',
        owner_org: 'next-door',
        resources: [{ id: kept.resource, url: 'http://example.org' }],
      }),
    ],
  },
  {
    door: 'package_update',
    shows: 'readers',
    changes: (kept) =>
      both(kept).flatMap((id) => [
        post('package_update', { id, name: 'mine' }),
        post('package_update', { id, name: 'mine', owner_org: 'next-door' }),
      ]),
  },
  {
    door: 'package_patch',
    shows: 'readers',
    changes: (kept) =>
      both(kept).flatMap((id) => [
        post('package_patch', { id, title: 'mine' }),
        post('package_patch', { id, owner_org: 'next-door', private: false, state: 'active' }),
      ]),
  },
  { door: 'package_delete', shows: 'nothing', changes: (kept) => both(kept).map((id) => post('package_delete', { id })) },
  {
    door: 'package_owner_org_update',
    shows: 'nothing',
    changes: (kept) => both(kept).map((id) => post('package_owner_org_update', { id, organization_id: 'next-door' })),
  },
  {
    door: 'package_resource_reorder',
    shows: 'nothing',
    changes: (kept) => both(kept).map((id) => post('package_resource_reorder', { id, order: [kept.resource] })),
  },
  ...(['bulk_update_public', 'bulk_update_private', 'bulk_update_delete'] as const).map(
    (door): Door => ({
      door,
      shows: 'nothing',
      changes: (kept) => [ORGANIZATION, 'next-door'].map((org) => post(door, { datasets: [kept.id], org_id: org })),
    }),
  ),
  { door: 'tag_create', shows: 'nothing', changes: ({ word }) => [post('tag_create', { name: `${word}tag`, vocabulary_id: 'unknown' })] },
  { door: 'tag_delete', shows: 'nothing', changes: ({ word }) => [post('tag_delete', { id: `${word}tag` })] },
  { door: 'vocabulary_create', shows: 'nothing', changes: () => [post('vocabulary_create', { name: 'mine' })] },
  { door: 'vocabulary_update', shows: 'nothing', changes: () => [post('vocabulary_update', { id: 'unknown', name: 'mine' })] },
  { door: 'vocabulary_delete', shows: 'nothing', changes: () => [post('vocabulary_delete', { id: 'unknown' })] },
  { door: 'dataset_purge', shows: 'nothing', changes: (kept) => both(kept).map((id) => post('dataset_purge', { id })) },
  {
    door: 'resource_create',
    shows: 'readers',
    changes: (kept) => [
      ...both(kept).map((id) => post('resource_create', { package_id: id, url: 'http://example.org' })),
      post('resource_create', { package_id: kept.id, id: kept.resource, url: 'x' }),
    ],
  },
  {
    door: 'resource_update',
    shows: 'readers',
    changes: ({ resource }) => [post('resource_update', { id: resource, url: 'http://example.org' })],
  },
  {
    door: 'resource_patch',
    shows: 'readers',
    changes: ({ resource }) => [post('resource_patch', { id: resource, name: 'mine' }), post('resource_patch', { id: resource })],
  },
  { door: 'resource_delete', shows: 'nothing', changes: ({ resource }) => [post('resource_delete', { id: resource })] },
  {
    door: 'group_create',
    shows: 'nothing',
    changes: (kept) =>
      both(kept).map((id, n) =>
        post('group_create', { name: `grab-${kept.word}-${n}`.replace(kept.word, `x${kept.word.length}`), packages: [{ id }] }),
      ),
  },
  {
    door: 'organization_create',
    shows: 'nothing',
    changes: (kept) =>
      both(kept).map((id, n) => post('organization_create', { name: `grab-org-${kept.word.length}-${n}`, packages: [{ id }] })),
  },
  {
    door: 'group_package_show',
    shows: 'nothing',
    asks: () => [post('group_package_show', { id: GROUP, limit: 1000 }), post('group_package_show', { id: ORGANIZATION })],
  },
  {
    door: 'member_list',
    shows: 'nothing',
    asks: () => [GROUP, ORGANIZATION].flatMap((id) => [post('member_list', { id }), post('member_list', { id, object_type: 'package' })]),
  },
  { door: 'member_roles_list', shows: 'nothing', asks: () => [post('member_roles_list', {})] },
  ...(['organization', 'group'] as const).flatMap((kind): Door[] => {
    const id = kind === 'organization' ? ORGANIZATION : GROUP;
    return [
      {
        door: `${kind}_autocomplete`,
        shows: 'nothing',
        asks: () => [post(`${kind}_autocomplete`, { q: '' }), post(`${kind}_autocomplete`, { q: BAIT })],
      },
      ...['update', 'patch'].map(
        (change): Door => ({
          door: `${kind}_${change}`,
          shows: 'nothing',
          changes: (kept) => both(kept).map((dataset) => post(`${kind}_${change}`, { id, title: 'mine', packages: [{ id: dataset }] })),
        }),
      ),
      ...['delete', 'purge'].map(
        (end): Door => ({ door: `${kind}_${end}`, shows: 'nothing', changes: () => [post(`${kind}_${end}`, { id: ORGANIZATION })] }),
      ),
      {
        door: `${kind}_member_delete`,
        shows: 'nothing',
        changes: () => [post(`${kind}_member_delete`, { id: ORGANIZATION, username: 'editor' })],
      },
    ];
  }),
  {
    door: 'organization_list_for_user',
    shows: 'nothing',
    asks: () => [{}, { id: 'editor' }].map((input) => post('organization_list_for_user', { ...input, include_dataset_count: true })),
  },
  { door: 'group_list_authz', shows: 'nothing', asks: () => [post('group_list_authz', { include_dataset_count: true })] },
  {
    door: 'group_member_create',
    shows: 'nothing',
    changes: () => [post('group_member_create', { id: ORGANIZATION, username: 'outsider', role: 'admin' })],
  },
  ...['member_create', 'member_delete'].map(
    (door): Door => ({
      door,
      shows: 'nothing',
      changes: (kept) =>
        both(kept).flatMap((object) =>
          [GROUP, ORGANIZATION].map((id) => post(door, { id, object, object_type: 'package', capacity: 'public' })),
        ),
    }),
  ),
  {
    door: 'organization_member_create',
    shows: 'nothing',
    changes: () => [post('organization_member_create', { id: ORGANIZATION, username: 'outsider', role: 'admin' })],
  },
  {
    door: 'user_create',
    shows: 'nothing',
    changes: () => [post('user_create', { name: 'another', email: 'a@example.org', password: 'correct-horse-9' })],
  },
  {
    door: 'user_update',
    shows: 'nothing',
    changes: () => [post('user_update', { id: 'editor', email: 'mine@example.org', password: 'another-horse-9' })],
  },
  { door: 'user_delete', shows: 'nothing', changes: () => [post('user_delete', { id: 'editor' })] },
  {
    door: 'user_list',
    shows: 'nothing',
    asks: () => [post('user_list', {}), post('user_list', { order_by: 'number_created_packages' })],
  },
  {
    door: 'user_autocomplete',
    shows: 'nothing',
    asks: () => [post('user_autocomplete', { q: '' }), post('user_autocomplete', { q: 'q' })],
  },
  { door: 'user_patch', shows: 'nothing', changes: () => [post('user_patch', { id: 'editor', email: 'mine@example.org' })] },
  { door: 'api_token_create', shows: 'nothing', changes: () => [post('api_token_create', { user: 'editor', name: 'mine' })] },
  { door: 'api_token_list', shows: 'nothing', changes: () => [post('api_token_list', { user_id: 'editor' })] },
  { door: 'api_token_revoke', shows: 'nothing', changes: () => [post('api_token_revoke', { jti: 'unknown' })] },
  { door: 'config_option_list', shows: 'nothing', changes: () => [post('config_option_list', {})] },
  { door: 'config_option_show', shows: 'nothing', changes: () => [post('config_option_show', { key: 'ckan.site_title' })] },
  { door: 'config_option_update', shows: 'nothing', changes: () => [post('config_option_update', { 'ckan.site_title': 'mine' })] },
  { door: 'help_show', shows: 'nothing', asks: ({ actions: all }) => all.map((name) => post('help_show', { name })) },
  { door: 'license_list', shows: 'nothing', asks: () => [post('license_list', {})] },
  { door: 'status_show', shows: 'nothing', asks: () => [post('status_show', {})] },
];

const pages: readonly Door[] = [
  { door: 'page /', shows: 'nothing', asks: () => [get('/')] },
  { door: 'page /about', shows: 'nothing', asks: () => [get('/about')] },
  {
    door: 'page /dataset',
    shows: 'readers',
    asks: () =>
      [
        '',
        `?q=${BAIT}`,
        '?tags=watersheds',
        `?organization=${ORGANIZATION}`,
        `?groups=${GROUP}&sort=name+desc`,
        '?q=state:draft',
        '?q=private:true&include_private=true',
        '?_tags_limit=0',
      ].map((query) => get(`/dataset${query}`)),
    names: ({ word }) => [get(`/dataset?tags=${word}tag`), get(`/dataset?res_format=${word}format`)],
  },
  {
    door: 'page /dataset/:id',
    shows: 'readers',
    names: (kept) => both(kept).flatMap((id) => [get(`/dataset/${id}`), get(`/fr/dataset/${id}`)]),
  },
  { door: 'page /dataset/new', shows: 'nothing', asks: () => [get(`/dataset/new?group=${GROUP}&owner_org=${ORGANIZATION}&title=q`)] },
  ...['edit', 'delete', 'resources', 'groups', 'review'].map(
    (page): Door => ({
      door: `page /dataset/${page}/:id`,
      shows: 'readers',
      names: (kept) => both(kept).map((id) => get(`/dataset/${page}/${id}`)),
      changes: (kept) =>
        both(kept).map((id) =>
          submit(`/dataset/${page}/${id}`, { title: 'mine', save: 'publish', move: `up:${kept.resource}`, group_added: GROUP }),
        ),
    }),
  ),
  {
    door: 'page /dataset/restore/:id',
    shows: 'nothing',
    changes: (kept) => both(kept).map((id) => submit(`/dataset/restore/${id}`)),
  },
  {
    door: 'page /dataset/:id/resource/new',
    shows: 'readers',
    names: (kept) => both(kept).map((id) => get(`/dataset/${id}/resource/new`)),
    changes: (kept) =>
      both(kept).map((id) => submit(`/dataset/${id}/resource/new`, { url: 'http://example.org/mine', save: 'go-metadata' })),
  },
  ...['edit', 'delete'].map(
    (page): Door => ({
      door: `page /dataset/:id/resource/:resource/${page}`,
      shows: 'readers',
      names: (kept) => [...both(kept), 'qopen-name'].map((id) => get(`/dataset/${id}/resource/${kept.resource}/${page}`)),
      changes: (kept) =>
        [...both(kept), 'qopen-name'].map((id) => submit(`/dataset/${id}/resource/${kept.resource}/${page}`, { name: 'mine' })),
    }),
  ),
  {
    door: 'page /dataset/:id/resource/:resource',
    shows: 'readers',
    names: (kept) => [
      ...both(kept).map((id) => get(`/dataset/${id}/resource/${kept.resource}`)),
      get(`/dataset/qopen-name/resource/${kept.resource}`),
    ],
  },
  { door: 'page /organization', shows: 'nothing', asks: () => [get('/organization'), get('/organization?q=lakes&sort=package_count')] },
  {
    door: 'page /organization/:id',
    shows: 'readers',
    asks: () => [get(`/organization/${ORGANIZATION}`), get(`/organization/${ORGANIZATION}?q=${BAIT}`), get('/organization/ministry')],
  },
  { door: 'page /organization/about/:id', shows: 'nothing', asks: () => [get(`/organization/about/${ORGANIZATION}`)] },
  { door: 'page /group', shows: 'nothing', asks: () => [get('/group')] },
  { door: 'page /group/:id', shows: 'readers', asks: () => [get(`/group/${GROUP}`), get(`/group/${GROUP}?q=${BAIT}`)] },
  { door: 'page /group/about/:id', shows: 'nothing', asks: () => [get(`/group/about/${GROUP}`)] },
  ...(['organization', 'group'] as const).flatMap((kind): Door[] => {
    const name = kind === 'organization' ? ORGANIZATION : GROUP;
    const asks = (part: string): Door => ({
      door: `page /${kind}/${part}/:id`,
      shows: 'nothing',
      asks: () => [get(`/${kind}/${part}/${name}`), get(`/${kind}/${part}/${name}?user=editor`)],
    });
    return [
      ...['members', 'admins', 'edit', 'delete', 'restore', 'manage_members', 'member_new', 'member_delete', 'member_dump'].map(asks),
      { door: `page /${kind}/new`, shows: 'nothing', asks: () => [get(`/${kind}/new`), get(`/${kind}/new?title=${BAIT}`)] },
    ];
  }),
  {
    door: 'page /organization/bulk_process/:id',
    shows: 'readers',
    finds: ['admin', 'parentAdmin', 'sysadmin'],
    asks: () => [get(`/organization/bulk_process/${ORGANIZATION}`), get(`/organization/bulk_process/${ORGANIZATION}?q=${BAIT}&rows=500`)],
    names: ({ id }) => [
      submit(`/organization/bulk_process/${ORGANIZATION}`, { [`dataset_${id}`]: 'on', 'bulk_action.public': 'public' }),
      submit('/organization/bulk_process/next-door', { [`dataset_${id}`]: 'on', 'bulk_action.public': 'public' }),
    ],
  },
  { door: 'page /user/:id', shows: 'readers', asks: ({ creator }) => [get(`/user/${creator}`)] },
  { door: 'page /dashboard', shows: 'readers', finds: ['editor'], asks: () => [get('/dashboard')] },
  { door: 'page /dashboard/datasets', shows: 'readers', finds: ['editor'], asks: () => [get('/dashboard/datasets')] },
  ...[
    '/user/login',
    '/user/_logout',
    '/user/logged_out_redirect',
    '/user/register',
    '/user/reset',
    '/user',
    '/dashboard/password',
    '/user/me',
  ].map((path): Door => ({ door: `page ${path}`, shows: 'nothing', asks: () => [get(path)] })),
  {
    door: 'page /users',
    shows: 'nothing',
    asks: () => [get('/users'), get('/users?order_by=number_created_packages'), get(`/users?q=${BAIT}`)],
  },
  ...(['organizations', 'groups'] as const).flatMap((kind): Door[] => [
    { door: `page /user/:id/${kind}`, shows: 'nothing', asks: ({ creator }) => [get(`/user/${creator}/${kind}`)] },
    { door: `page /dashboard/${kind}`, shows: 'nothing', asks: () => [get(`/dashboard/${kind}`)] },
  ]),
  { door: 'page /user/edit', shows: 'nothing', asks: () => [get('/user/edit')] },
  {
    door: 'page /user/edit/:id',
    shows: 'nothing',
    asks: ({ creator }) => [get(`/user/edit/${creator}`), submit(`/user/edit/${creator}`, { about: BAIT })],
  },
  {
    door: 'page /user/delete/:id',
    shows: 'nothing',
    asks: ({ creator }) => [get(`/user/delete/${creator}`)],
    changes: () => [submit('/user/delete/editor')],
  },
  { door: 'page /user/restore/:id', shows: 'nothing', changes: () => [submit('/user/restore/editor')] },
  { door: 'page /user/sysadmin', shows: 'nothing', changes: () => [submit('/user/sysadmin', { username: 'outsider', status: '1' })] },
  { door: 'page /ckan-admin', shows: 'nothing', asks: () => [get('/ckan-admin')] },
  { door: 'page /ckan-admin/config', shows: 'nothing', asks: () => [get('/ckan-admin/config'), submit('/ckan-admin/config', { q: BAIT })] },
  { door: 'page /ckan-admin/reset_config', shows: 'nothing', asks: () => [get('/ckan-admin/reset_config')] },
  {
    door: 'page /ckan-admin/trash',
    shows: 'readers',
    finds: ['sysadmin'],
    asks: () => [get('/ckan-admin/trash'), get('/ckan-admin/trash?name=all')],
    names: ({ id }) => [get(`/ckan-admin/trash?name=package&id=${id}`)],
  },
  {
    door: 'page /ckan-admin/trash/restore',
    shows: 'nothing',
    changes: ({ id }) => [submit('/ckan-admin/trash/restore', { kind: 'package', id })],
  },
  { door: 'page /dashboard/key', shows: 'nothing', changes: () => [submit('/dashboard/key')] },
  { door: 'page /dataset/activity/:id', shows: 'readers', names: (kept) => both(kept).map((id) => get(`/dataset/activity/${id}`)) },
  {
    door: 'page /user/:id/api-tokens',
    shows: 'nothing',
    changes: () => [get('/user/editor/api-tokens'), submit('/user/editor/api-tokens', { name: 'mine' })],
  },
  {
    door: 'page /user/:id/api-tokens/revoke',
    shows: 'nothing',
    changes: () => [submit('/user/editor/api-tokens/revoke', { id: 'unknown' })],
  },
  ...['/help', '/help/search', '/help/api', '/help/api/common-calls', '/help/become-a-provider'].map(
    (path): Door => ({ door: `page ${path}`, shows: 'nothing', asks: () => [get(path)] }),
  ),
];

const typed = (path: string, field: string, shows: Door['shows'] = 'nothing'): Door[] =>
  ['/api', '/api/1', '/api/2'].map((prefix) => ({
    door: `route ${prefix}/util/${path}`,
    shows,
    asks: () => ['q', BAIT.slice(0, 5)].map((text) => get(`${prefix}/util/${path}?${field}=${text}`)),
  }));

const routes: readonly Door[] = [
  { door: 'route /api/3/action/:name', shows: 'nothing', asks: () => [post('no_such_action', {})] },
  {
    door: 'route /api/action/:name',
    shows: 'readers',
    asks: () => [get('/api/action/package_search?include_private=true&include_drafts=true'), get('/api/action/package_list')],
    names: ({ id }) => [get(`/api/action/package_show?id=${id}`)],
  },
  ...['/api', '/api/', '/api/1', '/api/1/', '/api/2', '/api/2/', '/api/3', '/api/3/'].map(
    (path): Door => ({ door: `route ${path}`, shows: 'nothing', asks: () => [get(path)] }),
  ),
  ...['/api', '/api/1', '/api/2'].map(
    (prefix): Door => ({ door: `route ${prefix}/i18n/:language`, shows: 'nothing', asks: () => [get(`${prefix}/i18n/fr`)] }),
  ),
  ...typed('dataset/autocomplete', 'incomplete', 'readers'),
  ...typed('tag/autocomplete', 'incomplete'),
  ...typed('resource/format_autocomplete', 'incomplete'),
  ...typed('user/autocomplete', 'q'),
  ...typed('group/autocomplete', 'q'),
  ...typed('organization/autocomplete', 'q'),
  {
    door: 'route /api/*',
    shows: 'nothing',
    names: ({ id, name }) => [get(`/api/2/rest/dataset/${id}`), get(`/api/1/rest/package/${name}`), get('/api/3/search/dataset?q=q')],
  },
  { door: 'route /feeds/dataset.atom', shows: 'nothing', asks: () => [get('/feeds/dataset.atom'), get('/feeds/dataset.atom?page=2')] },
  {
    door: 'route /feeds/custom.atom',
    shows: 'nothing',
    asks: () => [
      get(`/feeds/custom.atom?q=${BAIT}`),
      get('/feeds/custom.atom?private=true&sort=name+asc'),
      get('/feeds/custom.atom?state=draft'),
    ],
    names: ({ word }) => [get(`/feeds/custom.atom?tags=${word}tag`)],
  },
  { door: 'route /feeds/organization/:file', shows: 'nothing', asks: () => [get(`/feeds/organization/${ORGANIZATION}.atom`)] },
  { door: 'route /feeds/group/:file', shows: 'nothing', asks: () => [get(`/feeds/group/${GROUP}.atom`)] },
  {
    door: 'route /feeds/tag/:file',
    shows: 'nothing',
    asks: () => [get('/feeds/tag/watersheds.atom')],
    names: ({ word }) => [get(`/feeds/tag/${word}tag.atom`)],
  },
  { door: 'route /feeds/*', shows: 'nothing', names: ({ name }) => [get(`/feeds/${name}`)] },
  {
    door: 'route /dataset/:dataset/resource/:resource/download',
    shows: 'readers',
    names: ({ id, resource }) => [
      get(`/dataset/${id}/resource/${resource}/download`),
      get(`/dataset/qopen-name/resource/${resource}/download`),
    ],
  },
  {
    door: 'route /dataset/:dataset/resource/:resource/download/:file',
    shows: 'readers',
    names: ({ name, resource }) => [
      get(`/dataset/${name}/resource/${resource}/download/x.csv`),
      get(`/dataset/qopen-name/resource/${resource}/download/x.csv`),
      { method: 'HEAD', url: `/dataset/${name}/resource/${resource}/download/x.csv` },
    ],
  },
  {
    door: 'route /uploads/:of/:file',
    shows: 'nothing',
    names: ({ resource }) => [get(`/uploads/group/${resource}`), get(`/uploads/resources/${resource}`)],
  },
  { door: 'route /util/redirect', shows: 'nothing', names: ({ name }) => [get(`/util/redirect?url=/dataset/${name}`)] },
  ...['/healthz', '/readyz', '/robots.txt', '/site-custom.css'].map(
    (path): Door => ({ door: `route ${path}`, shows: 'nothing', asks: () => [get(path)] }),
  ),
  {
    door: 'route /*',
    shows: 'readers',
    names: (kept) => [
      get(`/package/${kept.name}`),
      get(`/dataset/${kept.id}`),
      get(`/dataset/activity/${kept.id}`),
      get(`/assets/${kept.id}`),
      get(`/no/such/page/${kept.name}`),
    ],
  },
];

export const DOORS: readonly Door[] = [...actions.map((door) => ({ ...door, door: `action ${door.door}` })), ...pages, ...routes];
