/** The table of addresses that are answered here; everything else is a page's. */
import { type ActionApi, makeJsonHeaders } from './action-api.ts';
import { apiRoots, makeJsonAnswer } from './api-root.ts';
import { autocompletes } from './autocompletes.ts';
import { customStyleRoute } from './custom-style.ts';
import type { Door } from './door.ts';
import { downloadRoutes } from './downloads.ts';
import { feedRoutes } from './feeds.ts';
import { goneApi } from './gone-api.ts';
import { healthRoutes } from './health.ts';
import { makePages } from './pages.ts';
import { notFound, wrongMethod } from './refusal.ts';
import type { Handler, Route } from './route.ts';
import { utilRedirect } from './util-redirect.ts';

export function tableOfRoutes(door: Door, api: ActionApi): Route[] {
  const json = makeJsonAnswer(door);
  return [
    { path: '/api/3/action/:name', methods: 'any', handler: actionHandler(api) },
    { path: '/api/action/:name', methods: 'any', handler: actionHandler(api) },
    ...apiRoots(json),
    ...autocompletes(door, json),
    { path: '/api/*', methods: 'any', handler: nothingInApi(door) },
    ...feedRoutes(door),
    { path: '/feeds/*', methods: ['GET'], handler: nothing },
    ...downloadRoutes(door),
    customStyleRoute(door),
    utilRedirect(door),
    ...healthRoutes(door),
    { path: '/*', methods: 'any', handler: makePages(door) },
  ];
}

const actionHandler =
  (api: ActionApi): Handler =>
  ({ request, params, address }) => {
    const { name = '' } = params;
    if (name === '' || name.includes('/')) throw notFound();
    return api(request, name, address.query, address.locale);
  };

const nothing: Handler = () => {
  throw notFound();
};

function nothingInApi(door: Door): Handler {
  const headersFor = makeJsonHeaders(door);
  return ({ request, address }) => {
    const answer = goneApi(door, address.path, request.method ?? '', headersFor(request));
    if (answer !== undefined) return answer;
    // CKAN: an action with a slash behind it is nowhere to GET, and refused to POST.
    throw request.method === 'POST' && /^\/api\/(?:3\/)?action\/[^/]+\/$/.test(address.path) ? wrongMethod('GET, HEAD') : notFound();
  };
}
