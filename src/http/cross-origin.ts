/** Headers that let pages of other sites call the API, where the site's settings allow it. */
import type { IncomingMessage } from 'node:http';
import type { Site } from '../config.ts';

/** `vary` is what the answer depends on without any of this. */
export function crossOriginHeaders(settings: Site, request: IncomingMessage, vary: string): string[] {
  const origin = request.headers.origin;
  if (origin === undefined) return ['Vary', vary];
  const everyone = settings['ckan.cors.origin_allow_all'];
  if (!everyone && !settings['ckan.cors.origin_whitelist'].includes(origin)) return ['Vary', vary];
  return [
    ...['Vary', everyone ? vary : `${vary}, Origin`],
    ...['Access-Control-Allow-Origin', everyone ? '*' : origin],
    ...['Access-Control-Allow-Methods', 'POST, PUT, GET, DELETE, OPTIONS'],
    ...['Access-Control-Allow-Headers', `${settings.apitoken_header_name}, X-CKAN-API-Key, Content-Type`],
  ];
}
