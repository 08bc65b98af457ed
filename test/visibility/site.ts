/** The site itself: its settings, its administration, its help and its front page. */
import type { Door } from './door.ts';
import { BAIT, get, post, submit } from './world.ts';

export const siteActions: readonly Door[] = [
  { door: 'config_option_list', shows: 'nothing', changes: () => [post('config_option_list', {})] },
  { door: 'config_option_show', shows: 'nothing', changes: () => [post('config_option_show', { key: 'ckan.site_title' })] },
  { door: 'config_option_update', shows: 'nothing', changes: () => [post('config_option_update', { 'ckan.site_title': 'mine' })] },
  { door: 'help_show', shows: 'nothing', asks: ({ actions: all }) => all.map((name) => post('help_show', { name })) },
  { door: 'license_list', shows: 'nothing', asks: () => [post('license_list', {})] },
  { door: 'status_show', shows: 'nothing', asks: () => [post('status_show', {})] },
];

export const sitePages: readonly Door[] = [
  { door: 'page /', shows: 'nothing', asks: () => [get('/')] },
  { door: 'page /about', shows: 'nothing', asks: () => [get('/about')] },
  { door: 'page /favicon.ico', shows: 'nothing', asks: () => [get('/favicon.ico')] },
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
  ...['/help', '/help/search', '/help/api', '/help/api/common-calls', '/help/become-a-provider'].map(
    (path): Door => ({ door: `page ${path}`, shows: 'nothing', asks: () => [get(path)] }),
  ),
];
