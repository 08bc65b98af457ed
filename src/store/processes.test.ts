/** Two processes of one catalogue: what one changes the other shows, whatever third parties do. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type App, openApp } from '#app';
import { resolveSettings } from '#config';
import { anonymous, systemActor, type Actor } from '#domain/actor.ts';
import { Spliced } from '#domain/spliced.ts';
import { aDatabase, connect } from '#support/database.ts';
import { updateGroup } from './group.ts';

const database = await aDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'kokanee-two-'));
const { site } = resolveSettings([{ name: 'test', values: { SECRET_KEY: 'a secret for tests', 'ckan.site_url': 'http://kokanee.test' } }]);

async function aProcess(): Promise<App> {
  const app = await openApp({
    settings: site,
    place: database.place,
    dataDir,
    extensions: [],
    serving: true,
    log: (line) => console.error(JSON.stringify(line)),
  });
  await app.start();
  await app.indexReady;
  return app;
}

const [first, second] = [await aProcess(), await aProcess()];
after(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const system = systemActor('test');
type Shown = { readonly id: string; readonly title: string; readonly notes: string; readonly organization: { readonly title: string } };
type Found = { readonly count: number; readonly results: readonly Shown[] };

async function run<Result = Shown>(app: App, name: string, input: Record<string, unknown> = {}, actor: Actor = system): Promise<Result> {
  const action = app.site.actions.get(name);
  if (action === undefined) throw new Error(name);
  const result = await app.execute(action, input, actor);
  return (result instanceof Spliced ? result.parse() : result) as Result;
}

/** Asks until the answer fits; the milliseconds it took, at most `most`. */
async function within(most: number, fits: () => Promise<boolean>): Promise<number> {
  const started = performance.now();
  while (!(await fits())) {
    if (performance.now() - started > most) return Number.POSITIVE_INFINITY;
    await new Promise((done) => setTimeout(done, 10));
  }
  return performance.now() - started;
}

const countIn = async (app: App, q: string, actor: Actor = system): Promise<number> =>
  (await run<Found>(app, 'package_search', { q, rows: 0 }, actor)).count;

await run(first, 'organization_create', { name: 'lakes', title: 'Lakes' });

test('what another process made is found and shown within a second', async () => {
  await within(2_000, async () => second.store.directory.find('lakes') !== undefined);
  await run(first, 'package_create', { name: 'from-first', owner_org: 'lakes', notes: 'alpha' });

  const took = await within(1_000, async () => (await countIn(second, 'notes:alpha')) === 1);

  assert.ok(took < 1_000, `${took} ms`);
  assert.equal((await run(second, 'package_show', { id: 'from-first' })).notes, 'alpha');
});

test('a record that was read before shows its change within a second', async () => {
  await run(second, 'package_show', { id: 'from-first' });
  await run(first, 'package_patch', { id: 'from-first', notes: 'beta' });

  const took = await within(1_000, async () => (await run(second, 'package_show', { id: 'from-first' })).notes === 'beta');

  assert.ok(took < 1_000, `${took} ms`);
});

test('a new title of an organization shows in another process within a second', async () => {
  const group = first.store.directory.find('lakes');
  assert.ok(group !== undefined);
  await first.store.commit([updateGroup({ ...group, title: 'All Lakes' })]);

  const took = await within(
    1_000,
    async () => (await run(second, 'package_show', { id: 'from-first' })).organization.title === 'All Lakes',
  );

  assert.ok(took < 1_000, `${took} ms`);
});

test('a vocabulary of one process is known in another within a second, and so is its new name', async () => {
  const { id } = await run<{ id: string }>(first, 'vocabulary_create', { name: 'shores' });
  assert.ok((await within(1_000, async () => second.store.vocabularies.get(id) !== undefined)) < 1_000);
  await run(second, 'package_create', { name: 'tagged', owner_org: 'lakes', tags: [{ name: 'west', vocabulary_id: id }] });
  const found = async (name: string): Promise<boolean> => (await countIn(second, `vocab_${name}:west`)) === 1;
  assert.equal(await found('shores'), true);

  await run(first, 'vocabulary_update', { id, name: 'coasts' });

  assert.ok((await within(1_000, async () => (await found('coasts')) && !(await found('shores')))) < 1_000);
});

test('a new name, a former name and a purge in one process are known in another within a second', async () => {
  const { id } = await run(first, 'group_create', { name: 'rivers', packages: [{ id: 'from-first' }] });
  const found = async (name: string): Promise<boolean> =>
    (await run<Found>(second, 'package_search', { fq: `groups:${name}`, rows: 0 })).count === 1;
  await within(2_000, () => found('rivers'));

  await run(first, 'group_patch', { id, name: 'streams' });
  assert.ok((await within(1_000, () => found('streams'))) < 1_000);
  assert.equal(second.store.directory.find('rivers')?.id, id);

  await run(first, 'group_purge', { id });
  assert.ok((await within(1_000, async () => !(await found('streams')))) < 1_000);
  assert.equal(second.store.directory.find('rivers'), undefined);
});

test('a transaction somebody else holds open neither delays another process nor loses a change', async () => {
  const foreign = await connect(database.place);
  await foreign.query('begin');
  await foreign.query("insert into fact (name, value) values ('foreign', 'held')");
  try {
    for (let n = 1; n <= 5; n++) {
      await run(first, 'package_create', { name: `held-${n}`, owner_org: 'lakes', notes: 'gamma' });
      const took = await within(1_000, async () => (await countIn(second, 'notes:gamma')) === n);
      assert.ok(took < 1_000, `${took} ms for change ${n}`);
    }
  } finally {
    await foreign.query('rollback');
    await foreign.end();
  }
  await run(first, 'package_delete', { id: 'held-1' });

  assert.ok((await within(1_000, async () => (await countIn(second, 'notes:gamma')) === 4)) < 1_000);
});

test('a record hidden by another process is shown to nobody, even before the index has heard of it', async () => {
  await run(first, 'package_create', { name: 'to-be-hidden', owner_org: 'lakes', notes: 'delta' });
  await within(2_000, async () => (await countIn(second, 'notes:delta', anonymous)) === 1);
  second.store.documents.clear();
  // Past every process of ours, so that none hears of it.
  await first.store.pool.query(
    "update dataset set private = true, doc = (doc::jsonb || '{\"private\": true}')::json where name = 'to-be-hidden'",
  );

  const { results } = await run<Found>(second, 'package_search', { q: 'notes:delta' }, anonymous);
  const chosen = await run<Found>(second, 'package_search', { q: 'notes:delta', fl: ['id', 'notes'] }, anonymous);

  assert.deepEqual([results, chosen.results], [[], []]);
});

test('a process that joins later holds all that was written before', async () => {
  const third = await aProcess();

  // One record was hidden past the log above, which only a process that starts afterwards can know.
  const all = { q: '*:*', rows: 0, include_private: true };
  const [here, there] = [(await run<Found>(first, 'package_search', all)).count, (await run<Found>(third, 'package_search', all)).count];
  await third.stop();

  assert.equal(there, here);
});

test('a token revoked or a key renewed in one process is refused in another within a second', async () => {
  const user = await run(first, 'user_create', { name: 'ann', email: 'ann@example.org', password: 'correct-horse-9' });
  const { token } = await run<{ token: string }>(first, 'api_token_create', { user: 'ann', name: 't' });
  const actor = await second.actorOf(token);
  assert.equal(actor?.kind === 'user' && actor.id, user.id);
  assert.ok(actor !== undefined);
  const key = await second.accountKey(actor);
  assert.ok((await first.actorOf(key)) !== undefined);

  await run(first, 'api_token_revoke', { token });
  assert.equal(await first.actorOf(token), undefined);
  assert.ok((await within(1_100, async () => (await second.actorOf(token)) === undefined)) < 1_100);
  await second.accountKey(actor, true);
  assert.equal(await second.actorOf(key), undefined);
  assert.ok((await within(1_100, async () => (await first.actorOf(key)) === undefined)) < 1_100);
});
