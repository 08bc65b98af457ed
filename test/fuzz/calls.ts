/** Calls made up from what actions say of themselves, and how they go over the wire. */
import fc from 'fast-check';
import type { AnyAction } from '#actions/action.ts';
import type { InjectedRequest } from '#http/server.ts';
import { type Known, PEOPLE, type Person } from './known.ts';
import { type Dice, diceOf, fitting, junk } from './values.ts';

/** Decided before the run; what it acts on is chosen while it runs, by the seed. */
export type Plan = {
  readonly action: number;
  readonly sensible: boolean;
  readonly seed: number;
  readonly junk: readonly (readonly [number, unknown])[];
  readonly way: 'json' | 'query' | 'form' | 'multipart';
};

export type Call = {
  readonly action: string;
  readonly effect: AnyAction['effect'];
  readonly person: Person;
  readonly input: Record<string, unknown>;
  readonly request: InjectedRequest;
};

const plan: fc.Arbitrary<Plan> = fc.record({
  action: fc.nat(10_000),
  sensible: fc.oneof({ weight: 11, arbitrary: fc.constant(true) }, { weight: 9, arbitrary: fc.constant(false) }),
  seed: fc.nat(),
  junk: fc.array(fc.tuple(fc.nat(1_000), junk), { minLength: 1, maxLength: 4 }),
  way: fc.constantFrom('json', 'json', 'json', 'query', 'form', 'multipart'),
});

export const plans = (count: number, seed: number): readonly Plan[] => fc.sample(plan, { numRuns: count, seed });

/** What each needs beside the parameters it calls required. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  package_create: ['name', 'owner_org'],
  package_update: ['id', 'name', 'owner_org'],
  package_show: ['id'],
  resource_create: ['url'],
  resource_update: ['url'],
  group_create: ['name'],
  organization_create: ['name'],
  user_create: ['name', 'email', 'password'],
  user_patch: ['id'],
  user_update: ['id', 'email'],
  group_patch: ['id'],
  organization_patch: ['id'],
  group_member_delete: ['username'],
  organization_member_delete: ['username'],
  package_owner_org_update: ['id', 'organization_id'],
  bulk_update_delete: ['datasets'],
  bulk_update_private: ['datasets'],
  bulk_update_public: ['datasets'],
  resource_search: ['query'],
  tag_create: ['name', 'vocabulary_id'],
  tag_delete: ['id', 'vocabulary_id'],
  tag_search: ['query'],
  tag_autocomplete: ['query'],
  vocabulary_create: ['name'],
  vocabulary_show: ['id'],
  vocabulary_update: ['id', 'name'],
  vocabulary_delete: ['id'],
  user_show: ['id'],
  api_token_list: ['user_id'],
  api_token_revoke: ['token'],
};
/** What a sensible call leaves out more often than not: there it changes who may. */
const SELDOM = new Set(['id', 'state', 'plugin_data', 'sysadmin', 'clear_upload', 'type']);

export function callOf(plan: Plan, actions: readonly AnyAction[], known: Known): Call {
  const action = actions[plan.action % actions.length];
  if (action === undefined) throw new Error('no actions');
  const dice = diceOf(plan.seed);
  const input = sensibleInput(action, dice, known);
  const names = Object.keys(action.input);
  const person = plan.sensible
    ? dice.pick<Person>(['sysadmin', 'sysadmin', 'sysadmin', 'editor', 'editor', 'outsider', 'anonymous'])
    : dice.pick(PEOPLE);
  if (!plan.sensible)
    for (const [at, value] of plan.junk) input[at % 17 === 0 ? `x${at}` : (names[at % Math.max(names.length, 1)] ?? 'id')] = value;
  const request = requestOf(action, plan.way, input);
  return {
    action: action.name,
    effect: action.effect,
    person,
    input,
    request: { ...request, headers: { ...request.headers, ...known.credentials[person] } },
  };
}

function sensibleInput(action: AnyAction, dice: Dice, known: Known): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(action.input)) {
    const needed = parameter.required === true || NEEDED[action.name]?.includes(name) === true;
    if (!needed && !dice.chance(SELDOM.has(name) ? 0.02 : 0.12)) continue;
    const value = fitting(action.name, name, parameter, dice, known);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

/** Over the wire as clients send it. Forms carry texts alone, so values of other kinds go as their JSON. */
function requestOf(action: AnyAction, way: Plan['way'], input: Readonly<Record<string, unknown>>): InjectedRequest {
  const url = `/api/3/action/${action.name}`;
  const pairs = Object.entries(input).flatMap(([name, value]): [string, string][] =>
    [value].flat().map((item) => [name, typeof item === 'string' ? item : (JSON.stringify(item) ?? '')]),
  );
  const query = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();
  const takesFile = Object.values(action.input).some(({ kind }) => kind === 'file');
  if (way === 'query' && action.effect === 'read' && query !== '' && query.length < 8_000) return { method: 'GET', url: `${url}?${query}` };
  if (way === 'form' && pairs.length > 1)
    return { method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: query };
  if (way === 'multipart' && takesFile && pairs.length > 0)
    return { method: 'POST', url, headers: { 'content-type': 'multipart/form-data; boundary=fuzz' }, body: multipartOf(action, pairs) };
  return { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) };
}

function multipartOf(action: AnyAction, pairs: readonly (readonly [string, string])[]): string {
  const quoted = (text: string): string => text.replace(/["\r\n\\]/g, '_');
  const fields = pairs.map(([name, value]) => `--fuzz\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`);
  const field = Object.entries(action.input).find(([, { kind }]) => kind === 'file')?.[0] ?? 'upload';
  const file = `--fuzz\r\nContent-Disposition: form-data; name="${field}"; filename="data.csv"\r\nContent-Type: text/csv\r\n\r\na,b\n1,2\n\r\n`;
  return `${fields.join('')}${file}--fuzz--\r\n`;
}
