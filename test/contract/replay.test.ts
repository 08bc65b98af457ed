import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { coreActions } from '#actions/index.ts';
import { newId } from '#domain/ids.ts';
import { extensions } from '#extensions-in-use';
import { type TestCatalogue, aCatalogue } from '#support/catalogue.ts';
import { exceptions, reasonFor } from './exceptions.ts';
import { Player, type Send } from './player.ts';
import { allScenarios, isWithin } from './scenarios.ts';

const SITE = 'http://kokanee.test';
const actions = new Set(coreActions.map(({ name }) => name));
const everything = allScenarios();
const scenarios = everything.filter((scenario) => isWithin(scenario, actions));
/** The recorded server's settings that are not CKAN's defaults. */
const RECORDED_SETTINGS = {
  'ckan.site_title': 'CKAN reference',
  'ckan.max_resource_size': '100',
  'ckan.extra_resource_fields': 'object_name bcdc_type resource_storage_location',
};

let catalogue: TestCatalogue | undefined;
let players: readonly Player[];
const counts = { passed: 0, total: 0, exceptions: 0 };
let stop: (() => Promise<unknown>) | undefined;

before(async () => {
  const opened = await aCatalogue({ settings: RECORDED_SETTINGS, extensions, closes: false });
  catalogue = opened;
  const { app, run } = opened;
  const door = await app.door();
  const { url, close } = await app.listen({ host: '127.0.0.1', port: 0 });
  stop = close;
  const inProcess: Send = async ({ method, url: path, headers, body }) => {
    const answer = await door.inject({ method, url: path, headers, body });
    return { status: answer.status, headers: answer.headers as Record<string, string>, body: answer.body };
  };
  const overHttp: Send = async ({ method, url: path, headers, body }) => {
    const answer = await fetch(url + path, { method, headers, body: body && new Uint8Array(body), redirect: 'manual' });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer()) };
  };
  await run('user_create', { name: 'recorder', email: 'recorder@example.org', password: newId(), sysadmin: true });
  const { token } = await run<{ token: string }>('api_token_create', { user: 'recorder', name: 'contract' });
  players = [new Player(SITE, inProcess), new Player(SITE, overHttp)];
  for (const player of players) await player.open(token);
});

after(async () => {
  console.log(`recordings: ${counts.passed} passed / ${counts.total} total / ${counts.exceptions} exceptions`);
  await stop?.();
  await catalogue?.close();
});

for (const scenario of scenarios) {
  for (const [index, way] of ['in process', 'over HTTP'].entries()) {
    test(`${scenario.name} is answered as recorded, ${way}`, async (t) => {
      const results = (await players[index]?.play(scenario)) ?? [];
      const wrong: string[] = [];
      for (const result of results) {
        counts.total++;
        const step = scenario.steps[result.index];
        if (result.differences.length === 0) counts.passed++;
        else if (step !== undefined && reasonFor(scenario.name, result.index, step) !== undefined) counts.exceptions++;
        else
          wrong.push(
            `step ${result.index} ${result.what} as ${result.as}: ${result.differences
              .slice(0, 4)
              .map(
                ({ path, expected, actual }) =>
                  `${path}: expected ${JSON.stringify(expected)?.slice(0, 200)}, got ${JSON.stringify(actual)?.slice(0, 200)}`,
              )
              .join('; ')}`,
          );
      }
      t.diagnostic(`${results.length} steps`);

      assert.deepEqual(wrong, []);
    });
  }
}

test('every exception names a recorded scenario', () => {
  const names = new Set(everything.map(({ name }) => name));

  assert.deepEqual(
    exceptions.filter(({ scenario }) => !names.has(scenario)),
    [],
  );
});
