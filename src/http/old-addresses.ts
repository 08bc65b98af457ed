/**
 * Addresses that lead on to the present one: pages by id, former names of paths, other
 * spellings of languages, and the pages of a person who is not logged in.
 */
import type { Actor } from '#domain/actor.ts';
import { CatalogueError } from '#domain/errors.ts';
import { isUuid } from '#domain/ids.ts';
import { type Answer, redirectTo } from './answer.ts';
import type { Door } from './door.ts';
import { localeFor } from './locales.ts';
import { Refusal } from './refusal.ts';
import { resultOf, textOf } from './result.ts';
import type { Exchange } from './route.ts';

/** The action that tells a thing's name, and whether its page keeps the query when it moves. */
const BY_ID: Readonly<Record<string, { readonly action: string; readonly keepsQuery: boolean } | undefined>> = {
  dataset: { action: 'package_show', keepsQuery: false },
  organization: { action: 'organization_show', keepsQuery: true },
  group: { action: 'group_show', keepsQuery: true },
};

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
  if (path === '/packages' || first === 'package')
    return redirectTo(`${root}/dataset${first === 'package' ? address.path.slice('/package'.length) : ''}`, 301);
  if (path === '/user/me') return redirectTo(`${root}/dashboard/datasets`);
  if (first === 'dashboard' && actor.kind === 'anonymous') return redirectTo(`${root}/user/login`);
  const named = more.length === 0 && isUuid(second) ? BY_ID[first] : undefined;
  if (named === undefined) return undefined;
  const name = await nameOf(door, named.action, second, actor);
  if (name === undefined || name === second) return undefined;
  return redirectTo(`${root}/${first}/${encodeURIComponent(name)}${named.keepsQuery && address.query !== '' ? `?${address.query}` : ''}`);
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
