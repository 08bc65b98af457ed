/** Organizations and groups: the doors that could show or take in a hidden dataset. */
import { both, type Door } from './door.ts';
import { BAIT, get, GROUP, ORGANIZATION, post, submit } from './world.ts';

const GROUP_FLAGS = { include_datasets: true, include_dataset_count: true, include_extras: true, include_users: true, include_tags: true };

export const groupActions: readonly Door[] = [
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
];

export const groupPages: readonly Door[] = [
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
];
