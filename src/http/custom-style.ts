/** The style rules that sysadmins gave the site, as a sheet of their own: no page holds a style. */
import { CUSTOM_STYLE_PATH, customStyle } from '#actions/site/custom-style.ts';
import type { Door } from './door.ts';
import { notFound } from './refusal.ts';
import type { Route } from './route.ts';

export function customStyleRoute({ catalogue }: Door): Route {
  return {
    path: CUSTOM_STYLE_PATH,
    methods: ['GET'],
    handler: ({ request, address }) => {
      const style = customStyle(catalogue.site);
      if (style === undefined) throw notFound();
      const etag = `"${style.version}"`;
      const cache = address.query === `v=${style.version}` ? 'public, max-age=31536000, immutable' : 'no-cache';
      const headers = ['Cache-Control', cache, 'ETag', etag, 'X-Content-Type-Options', 'nosniff'];
      if (request.headers['if-none-match'] === etag) return { status: 304, headers, body: undefined };
      return { status: 200, headers: [...headers, 'Content-Type', 'text/css; charset=utf-8'], body: style.text };
    },
  };
}
