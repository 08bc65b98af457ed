/** The machines' doors beside actions: helpers, feeds, files and old addresses. */
import type { Door } from './door.ts';
import { BAIT, get, GROUP, ORGANIZATION, post } from './world.ts';

const typed = (path: string, field: string, shows: Door['shows'] = 'nothing'): Door[] =>
  ['/api', '/api/1', '/api/2'].map((prefix) => ({
    door: `route ${prefix}/util/${path}`,
    shows,
    asks: () => ['q', BAIT.slice(0, 5)].map((text) => get(`${prefix}/util/${path}?${field}=${text}`)),
  }));

export const routes: readonly Door[] = [
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
