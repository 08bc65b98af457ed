/** The old helper addresses that complete what is typed: each asks an action and reshapes its answer. */
import type { Input } from '#actions/action.ts';
import type { Jsonly } from './api-root.ts';
import type { Door } from './door.ts';
import { parsePairs, toFields } from './form.ts';
import { callerOf } from './identity.ts';
import { memberOf, resultOf } from './result.ts';
import type { Exchange, Route } from './route.ts';

type Completion = {
  readonly path: string;
  readonly action: string;
  /** The parameter that holds what was typed so far. */
  readonly typed: 'incomplete' | 'q';
  readonly limit: number;
  /** Other parameters that go on to the action. */
  readonly passes?: readonly string[];
  readonly shape: (found: readonly unknown[]) => unknown;
};

const resultSet = (items: readonly unknown[]): unknown => ({ ResultSet: { Result: items } });
const chosen =
  (...keys: readonly string[]) =>
  (found: readonly unknown[]): unknown =>
    found.map((item) => Object.fromEntries(keys.map((key) => [key, memberOf(item, key) ?? null])));

const COMPLETIONS: readonly Completion[] = [
  { path: 'dataset/autocomplete', action: 'package_autocomplete', typed: 'incomplete', limit: 10, shape: resultSet },
  {
    path: 'tag/autocomplete',
    action: 'tag_autocomplete',
    typed: 'incomplete',
    limit: 10,
    passes: ['vocabulary_id'],
    shape: (found) => resultSet(found.map((Name) => ({ Name }))),
  },
  {
    path: 'resource/format_autocomplete',
    action: 'format_autocomplete',
    typed: 'incomplete',
    limit: 5,
    shape: (found) => resultSet(found.map((Format) => ({ Format }))),
  },
  {
    path: 'user/autocomplete',
    action: 'user_autocomplete',
    typed: 'q',
    limit: 20,
    passes: ['ignore_self'],
    shape: chosen('id', 'name', 'fullname'),
  },
  { path: 'group/autocomplete', action: 'group_autocomplete', typed: 'q', limit: 20, shape: chosen('id', 'name', 'title') },
  { path: 'organization/autocomplete', action: 'organization_autocomplete', typed: 'q', limit: 20, shape: chosen('id', 'name', 'title') },
];

export function autocompletes(door: Door, json: Jsonly): Route[] {
  return COMPLETIONS.flatMap((completion) =>
    ['/api', '/api/1', '/api/2'].map(
      (prefix): Route => ({
        path: `${prefix}/util/${completion.path}`,
        methods: ['GET'],
        handler: (exchange) => json(exchange, () => complete(door, exchange, completion)),
      }),
    ),
  );
}

async function complete(
  door: Door,
  { request, address }: Exchange,
  { action, typed, limit, passes = [], shape }: Completion,
): Promise<unknown> {
  const fields = toFields(parsePairs(address.query));
  const query = fields[typed];
  if (typeof query !== 'string' || query === '') return shape([]);
  const passed = passes.flatMap((key) => (Object.hasOwn(fields, key) ? [[key, fields[key]]] : []));
  const input: Input = { q: query, limit: fields['limit'] ?? limit, ...Object.fromEntries(passed) };
  // A callback makes the caller anonymous here as in the action endpoint.
  const caller = Object.hasOwn(fields, 'callback')
    ? undefined
    : await callerOf(door.catalogue, request, door.catalogue.site.settings['ckan.auth.enable_cookie_auth_in_api']);
  const found = await resultOf(door, action, input, caller?.actor ?? { kind: 'anonymous', because: 'callback' });
  return shape(Array.isArray(found) ? found : []);
}
