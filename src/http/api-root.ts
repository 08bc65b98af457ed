/** The API's own small addresses: its versions, and translations for the browser (there are none). */
import { BadRequest } from '#domain/errors.ts';
import { makeJsonHeaders } from './action-api.ts';
import type { Answer } from './answer.ts';
import type { Door } from './door.ts';
import { parsePairs, toFields } from './form.ts';
import { asCall, callbackIn } from './jsonp.ts';
import { isLocale } from './locales.ts';
import { notFound } from './refusal.ts';
import type { Exchange, Route } from './route.ts';

/** A JSON answer outside the envelope, as a script where a callback is named. */
export type Jsonly = (exchange: Exchange, value: () => unknown) => Promise<Answer>;

export function makeJsonAnswer(door: Door): Jsonly {
  const headersFor = makeJsonHeaders(door);
  return async ({ request, address }, value) => {
    const headers = headersFor(request);
    try {
      const callback = callbackIn(toFields(parsePairs(address.query)));
      return asCall(callback, { status: 200, headers, body: JSON.stringify(await value()) });
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      return { status: 400, headers, body: JSON.stringify(`Bad request - ${error.message}`) };
    }
  };
}

export function apiRoots(json: Jsonly): Route[] {
  const root = (path: string, version: number): Route => ({
    path,
    methods: ['GET'],
    handler: (exchange) => json(exchange, () => ({ version })),
  });
  const roots = [
    root('/api', 1),
    root('/api/', 1),
    ...[1, 2, 3].flatMap((version) => [root(`/api/${version}`, version), root(`/api/${version}/`, version)]),
  ];
  return [...roots, ...['/api', '/api/1', '/api/2'].map((prefix) => translations(prefix, json))];
}

/** CKAN answers this as HTML; ours answers the right type. */
function translations(prefix: string, json: Jsonly): Route {
  const handler: Route['handler'] = (exchange) =>
    json(exchange, () => {
      const language = exchange.params['language'] ?? '';
      if (language === '') throw notFound();
      if (!isLocale(language)) throw new BadRequest(`Unknown locale: ${language}`);
      return {};
    });
  return { path: `${prefix}/i18n/:language`, methods: ['GET'], handler };
}
