/** Datasets, their resources and tags: the doors by which they are read, listed and changed. */
import { both, type Door } from './door.ts';
import { BAIT, get, GROUP, ORGANIZATION, post, submit } from './world.ts';

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

export const datasetActions: readonly Door[] = [
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
    door: 'activity_dataset_changes',
    shows: 'readers',
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
];

export const datasetPages: readonly Door[] = [
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
  { door: 'page /dataset/activity/:id', shows: 'readers', names: (kept) => both(kept).map((id) => get(`/dataset/activity/${id}`)) },
];
