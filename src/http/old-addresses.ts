/**
 * Addresses that lead on to the present one: pages by id, former names of paths, other
 * spellings of languages, and the pages of a person who is not logged in.
 */
import { type Actor, isSysadmin } from '#domain/actor.ts';
import { CatalogueError } from '#domain/errors.ts';
import { isUuid } from '#domain/ids.ts';
import { mungeFilename } from '#domain/names.ts';
import { type Answer, redirectTo } from './answer.ts';
import type { Door } from './door.ts';
import { parsePairs } from './form.ts';
import { isLocale, localeFor } from './locales.ts';
import { findOldPath } from './old-paths.ts';
import { notFound, Refusal } from './refusal.ts';
import { listOf, resultOf, textOf } from './result.ts';
import type { Address, Exchange } from './route.ts';
import { localPath } from './util-redirect.ts';

/** The action that tells a thing's name, and whether its page keeps the query when it moves. */
const BY_ID: Readonly<Record<string, { readonly action: string; readonly keepsQuery: boolean } | undefined>> = {
  dataset: { action: 'package_show', keepsQuery: false },
  organization: { action: 'organization_show', keepsQuery: true },
  group: { action: 'group_show', keepsQuery: true },
};

type Asked = { readonly door: Door; readonly address: Address; readonly path: string; readonly actor: Actor };

/** The answer for an address that is not the present one, or undefined. */
export async function oldAddress(
  door: Door,
  { address }: Pick<Exchange, 'address'>,
  path: string,
  actor: Actor,
): Promise<Answer | undefined> {
  const [, first = '', second = '', ...more] = path.split('/');
  const root = `${door.catalogue.site.url}${address.locale === undefined ? '' : `/${address.locale}`}`;
  const spelled = localeFor(first);
  if (spelled !== undefined) return redirectTo(`${door.catalogue.site.url}/${spelled}${address.url.slice(first.length + 1)}`, 308);
  const asked = { door, address, path, actor };
  const other = await ofLogIn(asked, root, first, second);
  if (other !== undefined) return other;
  const moved = await movedPath(asked, root);
  if (moved !== undefined) return moved;
  const named = more.length === 0 && isUuid(second) ? BY_ID[first] : undefined;
  if (named === undefined) return undefined;
  const name = await nameOf(door, named.action, second, actor);
  if (name === undefined || name === second) return undefined;
  return redirectTo(withQuery(`${root}/${first}/${encodeURIComponent(name)}`, named.keepsQuery ? address.query : ''));
}

/** Pages that depend on who asks, or on what stands in the query; browsers must not remember where they lead. */
async function ofLogIn({ door, address, path, actor }: Asked, root: string, first: string, second: string): Promise<Answer | undefined> {
  if (path === '/user/me') return redirectTo(`${root}/dashboard/datasets`);
  if (first === 'dashboard' && actor.kind === 'anonymous') return redirectTo(`${root}/user/login`);
  if (path === '/user/admin' && (await nameOf(door, 'user_show', 'admin', actor)) === undefined)
    return redirectTo(`${root}${isSysadmin(actor) ? '/ckan-admin' : '/dashboard/organizations'}`);
  if (path === '/client-api/login') {
    const back = localPath(door, parsePairs(address.query).find(([name]) => name === 'r')?.[1] ?? '');
    return redirectTo(`${root}/user/login${back?.startsWith('/') === true ? `?came_from=${encodeURIComponent(back)}` : ''}`);
  }
  if (first === 'storage' && second === 'f') return redirectTo(await uploadNamed(door, path.slice(path.lastIndexOf('/') + 1), actor), 301);
  const [, language = ''] = /^\/user\/set_lang\/([^/]+)$/.exec(path) ?? [];
  const known = isLocale(language) ? language : localeFor(language);
  return known === undefined ? undefined : redirectTo(`${door.catalogue.site.url}/${known}`, 301);
}

async function movedPath({ door, address, actor }: Asked, root: string): Promise<Answer | undefined> {
  const old = findOldPath(address.path.replace(/(?<=.)\/$/, ''));
  if (old === undefined) return undefined;
  const { row, to } = old;
  if (row.unless !== undefined && (await nameOf(door, row.unless.action, row.unless.id, actor)) !== undefined) return undefined;
  if (row.instead !== undefined) throw new Refusal(410, row.instead);
  return redirectTo(withQuery(root + to, address.query), 301);
}

const withQuery = (address: string, query: string): string =>
  query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`;

/** The one public upload that has the name of a file which once lay in the old storage. */
async function uploadNamed(door: Door, fileName: string, actor: Actor): Promise<string> {
  const name = mungeFilename(fileName);
  const found = await resultOf(door, 'package_search', { fq: `res_url:*\\/download\\/${name.replace(/[^\w]/g, '\\$&')}`, rows: 2 }, actor);
  const urls = listOf(found, 'results')
    .flatMap((dataset) => listOf(dataset, 'resources'))
    .filter((resource) => textOf(resource, 'url_type') === 'upload')
    .map((resource) => textOf(resource, 'url'))
    .filter((url) => url.startsWith(`${door.catalogue.site.url}/`) && url.endsWith(`/download/${name}`));
  const [url] = urls;
  if (url === undefined || urls.length > 1) throw notFound('No file, or more than one, has this name. Look for its dataset.');
  return url;
}

/** Undefined where the actor may not know: the page says so in its own way. */
async function nameOf(door: Door, action: string, id: string, actor: Actor): Promise<string | undefined> {
  try {
    const name = textOf(await resultOf(door, action, { id }, actor), 'name');
    return name === '' ? undefined : name;
  } catch (error) {
    if (error instanceof CatalogueError || error instanceof Refusal) return undefined;
    throw error;
  }
}
