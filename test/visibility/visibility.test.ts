/** A private, draft or deleted record reaches nobody it should not, by any door of the table. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InjectedAnswer, InjectedRequest } from '#http/server.ts';
import { tableOfRoutes } from '#http/routes.ts';
import type { Door } from './door.ts';
import { DOORS } from './table.ts';
import { aWorld, OTHERS, type Person, post, READERS } from './world.ts';

const world = await aWorld();

/** What differs from one answer to the next without telling anything. */
const settled = ({ status, text, headers }: InjectedAnswer): string =>
  `${status} ${String(headers['location'] ?? '')} ${text
    .replace(/((?:_csrf_token|_once)"\s+value=")[^"]*/g, '$1')
    .replace(/"last_active": ?"[^"]*"/g, '"last_active":null')
    .replace(/(Last used"><time)[^<]*|Never used|<updated>[^<]{24}<\/updated>/g, '$1')}`;

const shown = ({ status, headers, text }: InjectedAnswer): string => `${status} ${JSON.stringify(headers)} ${text}`.toLowerCase();
const said = ({ method, url, body }: InjectedRequest): string => `${method} ${url} ${String(body ?? '')}`;

/** The words of hidden records in an answer, but for what the request itself said. */
function markersIn(answer: InjectedAnswer, request: InjectedRequest): string[] {
  const [text, own] = [shown(answer), said(request).toLowerCase()];
  return world.hidden.flatMap(({ word }) => {
    const found =
      text.match(
        new RegExp(
          `\\b${word}(name|-name|title|notes|author|maintainer|version|url|tag|key|value|resource|description|format|file|content)`,
          'g',
        ),
      ) ?? [];
    return [...new Set(found)].filter((marker) => !own.includes(marker));
  });
}

type Probe = { readonly door: Door; readonly request: InjectedRequest; readonly person: Person };

const askedOf = (door: Door): readonly InjectedRequest[] => door.asks?.(world) ?? [];
const probes = (requests: (door: Door) => readonly InjectedRequest[], people: readonly Person[]): Probe[] =>
  DOORS.flatMap((door) => requests(door).flatMap((request) => people.map((person) => ({ door, request, person }))));
const answerTo = ({ request, person }: Probe): Promise<InjectedAnswer> => world.ask(request, person);
const line = ({ door, request, person }: Probe, rest: string): string =>
  `${door.door} as ${person}: ${said(request).slice(0, 200)} -> ${rest}`;

const withoutThem = new Map<string, string>();
for (const probe of probes(askedOf, OTHERS)) withoutThem.set(line(probe, ''), settled(await answerTo(probe)));
await world.hide();

test('the table lists every action, page and route, and none that does not exist', async () => {
  const { routes: pages } = await import('#web/pages/index.ts');
  const door = { catalogue: world.app, version: '', log: { fault: () => {} } };
  const api = (): never => {
    throw new Error('not called');
  };
  const web = (await Promise.all(world.app.extensions.map((extension) => extension.web?.()))).flatMap(
    (extension) => extension?.routes ?? [],
  );
  const exist = [
    ...world.actions.map((name) => `action ${name}`),
    ...[...pages, ...web].map(({ path }) => `page ${path}`),
    ...tableOfRoutes(door, api).map(({ path }) => `route ${path}`),
  ];

  const listed = DOORS.map((one) => one.door);
  assert.deepEqual(
    exist.filter((name) => !listed.includes(name)),
    [],
    'these doors have no line',
  );
  assert.deepEqual(
    listed.filter((name, index) => !exist.includes(name) || listed.indexOf(name) !== index),
    [],
    'these lines have no door',
  );
});

test('to those who may not read them, what names no record answers as if they were not there', async () => {
  const wrong: string[] = [];
  for (const probe of probes(askedOf, OTHERS)) {
    const [before, after] = [withoutThem.get(line(probe, '')) ?? '', settled(await answerTo(probe))];
    const at = [...after].findIndex((letter, index) => letter !== before[index]);
    if (before !== after)
      wrong.push(line(probe, `"${before.slice(Math.max(at - 60, 0), at + 60)}" became "${after.slice(Math.max(at - 60, 0), at + 60)}"`));
  }

  assert.deepEqual(wrong, []);
});

test('no word of a hidden record reaches those who may not read it', async () => {
  const wrong: string[] = [];
  for (const probe of probes((door) => [...askedOf(door), ...world.hidden.flatMap((kept) => door.names?.(kept) ?? [])], OTHERS)) {
    const answer = await answerTo(probe);
    const markers = markersIn(answer, probe.request);
    if (markers.length > 0 || answer.status >= 500) wrong.push(line(probe, `${answer.status} ${markers.join(' ')}`));
  }

  assert.deepEqual(wrong, []);
});

test('a door that shows nothing shows it to nobody, and the others show it to each of those who may read', async () => {
  const wrong: string[] = [];
  const told = new Map<string, Set<Person>>();
  for (const probe of probes((door) => [...askedOf(door), ...world.hidden.flatMap((kept) => door.names?.(kept) ?? [])], READERS)) {
    const answer = await answerTo(probe);
    const markers = markersIn(answer, probe.request);
    if (answer.status >= 500) wrong.push(line(probe, String(answer.status)));
    if (markers.length > 0 && probe.door.shows === 'nothing') wrong.push(line(probe, markers.join(' ')));
    if (markers.length > 0) told.set(probe.door.door, (told.get(probe.door.door) ?? new Set()).add(probe.person));
  }
  const silent = DOORS.filter((one) => one.shows === 'readers' && one.changes === undefined).flatMap(({ door, finds = READERS }) => {
    const found = told.get(door) ?? new Set();
    const [expected, actual] = [finds, READERS.filter((person) => found.has(person))].map((people) => [...people].sort().join(', '));
    return expected === actual ? [] : [`${door} shows it to ${actual}, not to ${expected}`];
  });

  assert.deepEqual([...wrong, ...silent], []);
});

test('who may not change a hidden record learns nothing by trying, and nothing changes', async () => {
  const wrong: string[] = [];
  const count = async (): Promise<unknown> =>
    (await world.app.store.pool.query("select json_agg(d order by id) as all from dataset d where name like 'q%'")).rows[0];
  const before = await count();
  for (const probe of probes((door) => world.hidden.flatMap((kept) => door.changes?.(kept) ?? []), OTHERS)) {
    const answer = await answerTo(probe);
    const markers = markersIn(answer, probe.request);
    if (markers.length > 0 || answer.status >= 500) wrong.push(line(probe, `${answer.status} ${markers.join(' ')}`));
  }

  assert.deepEqual(wrong, []);
  assert.deepEqual(await count(), before);
});

test('a record that was public and is made private leaves every list at once, in this process', async () => {
  const { open } = world;
  const asked = probes(askedOf, OTHERS);

  const made = await world.ask(post('package_patch', { id: open.id, private: true }), 'editor');

  assert.equal(made.status, 200);
  const wrong: string[] = [];
  for (const probe of asked.filter(({ request }) => !/qopen/.test(said(request)))) {
    const markers = shown(await answerTo(probe)).match(/qopen(title|notes|tag|-name|resource|content)/g) ?? [];
    if (markers.length > 0) wrong.push(line(probe, markers.join(' ')));
  }
  assert.deepEqual(wrong, []);
});
