/** Accounts, what they made and what they may use: the doors that could tell of a hidden dataset. */
import type { Door } from './door.ts';
import { BAIT, get, post, submit } from './world.ts';

export const userActions: readonly Door[] = [
  {
    door: 'user_show',
    shows: 'readers',
    finds: ['editor', 'sysadmin'],
    asks: ({ creator }) => [post('user_show', { id: creator, include_datasets: true, include_num_followers: true })],
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
];

export const userPages: readonly Door[] = [
  { door: 'page /user/:id', shows: 'readers', asks: ({ creator }) => [get(`/user/${creator}`)] },
  { door: 'page /dashboard', shows: 'readers', finds: ['editor'], asks: () => [get('/dashboard')] },
  {
    door: 'page /dashboard/datasets',
    shows: 'readers',
    finds: ['editor', 'admin', 'parentAdmin'],
    asks: () => [get('/dashboard/datasets'), get('/dashboard/datasets?state=deleted')],
  },
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
  {
    door: 'page /user/sysadmin',
    shows: 'nothing',
    asks: ({ creator }) => [get(`/user/sysadmin?username=${creator}`)],
    changes: () => [submit('/user/sysadmin', { username: 'outsider', status: '1' })],
  },
  { door: 'page /dashboard/key', shows: 'nothing', changes: () => [submit('/dashboard/key')] },
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
];
