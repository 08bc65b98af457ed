/** The REST and search addresses of CKAN before 2.8: gone, with the action to use in their place. */
import { helpFor } from './action-api.ts';
import type { Answer } from './answer.ts';
import type { Door } from './door.ts';

const ADDRESS = /^\/api\/(?:[1-3]\/)?(rest|search)(?:\/([^/]*))?(?:\/(.+))?$/;

/** The nouns of those addresses, under their present name; anything else was about datasets. */
const NOUNS: Readonly<Record<string, string | undefined>> = { group: 'group', organization: 'organization', tag: 'tag', user: 'user' };
const DEEDS: Readonly<Record<string, string | undefined>> = { POST: 'update', PUT: 'update', DELETE: 'delete' };

/** What lists, shows, makes, changes, deletes or finds it now. */
function actionFor(kind: string, word: string, id: string | undefined, method: string): string {
  if (kind === 'search') return word === 'resource' || word === 'tag' ? `${word}_search` : 'package_search';
  if (word === 'licenses') return 'license_list';
  const noun = NOUNS[word] ?? 'package';
  const reads = noun === 'tag' || id?.includes('/') === true;
  if (id === undefined) return `${noun}_${method === 'POST' && !reads ? 'create' : 'list'}`;
  return `${noun}_${(reads ? undefined : DEEDS[method]) ?? 'show'}`;
}

/** The answer at such an address, or undefined for any other. */
export function goneApi(door: Door, path: string, method: string, headers: readonly string[]): Answer | undefined {
  const [, kind, word = '', id] = ADDRESS.exec(path) ?? [];
  if (kind === undefined) return undefined;
  const action = actionFor(kind, word, id === '' ? undefined : id, method);
  const message = `This address is gone. Use the action ${action}: ${door.catalogue.site.url}/api/3/action/${action}`;
  return {
    status: 410,
    headers,
    body: JSON.stringify({ help: helpFor(door, action, undefined), success: false, error: { __type: 'Gone', message } }),
  };
}
