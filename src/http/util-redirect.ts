/** `/util/redirect?url=…`: on to another page of this site, and to no other site. */
import { type Answer, redirectTo } from './answer.ts';
import { hasBody, mediaTypeOf, readBody } from './body.ts';
import type { Door } from './door.ts';
import { parsePairs } from './form.ts';
import { Refusal } from './refusal.ts';
import type { Exchange, Route } from './route.ts';

const MOST_BYTES = 64 * 1024;

export function utilRedirect(door: Door): Route {
  const handler = async ({ request, address }: Exchange): Promise<Answer> => {
    const isForm = hasBody(request) && mediaTypeOf(request) === 'application/x-www-form-urlencoded';
    const form = isForm ? parsePairs((await readBody(request, MOST_BYTES)).toString('utf8')) : [];
    const url = [...form, ...parsePairs(address.query)].find(([name]) => name === 'url')?.[1];
    if (url === undefined || url === '') throw new Refusal(400, 'The address to go to is missing: name it as "url".');
    const path = localPath(door, url);
    if (path === undefined) throw new Refusal(400, 'The address to go to is no address.');
    if (path === 'elsewhere') throw new Refusal(403, 'This site leads to its own pages only.');
    return redirectTo(door.catalogue.site.url + path);
  };
  return { path: '/util/redirect', methods: ['GET', 'POST'], handler };
}

/** The path on this site that an address means, with its query; `elsewhere` for another site's, undefined for none. */
export function localPath({ catalogue }: Pick<Door, 'catalogue'>, address: string): string | undefined {
  // Browsers leave out some of these characters, and what they leave may be another address.
  if (/[\p{Cc}\\]/u.test(address) || !address.isWellFormed()) return undefined;
  const own = catalogue.site.url;
  const path = address === own ? '/' : address.startsWith(`${own}/`) ? address.slice(own.length) : address;
  if (/^\/(?!\/)/.test(path)) return path;
  return /^(?:\/\/|[a-z][a-z0-9+.-]*:)/i.test(path) ? 'elsewhere' : undefined;
}
