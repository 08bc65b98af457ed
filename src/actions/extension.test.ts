/** What an extension may bring works when it is listed, and is gone when it is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApp } from '#app';
import { resolveSettings } from '#config';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound, ValidationError } from '#domain/errors.ts';
import {
  type Extension,
  type Rule,
  type Write,
  DATASET_FIELDS,
  allowed,
  complain,
  defaultLabels,
  defineDatasetType,
  defineExtension,
  defineJob,
  defineRead,
  packageShow,
} from '#toolkit';
import { aCatalogue } from '#support/catalogue.ts';

const note = (text: string): Write => ({ parts: { note: 'insert into toy_note (text) values ($1)' }, values: [text], touches: [] });
const jobRuns: string[] = [];

const redOrBlue: Rule<unknown> = (value, at) => (value === 'red' || value === 'blue' ? value : complain(at, 'Must be red or blue'));

const toyType = defineDatasetType({
  name: 'toy',
  label: 'Toy',
  fields: [...DATASET_FIELDS, { name: 'colour', label: 'Colour', kind: 'text', required: true, create: [redOrBlue], update: [redOrBlue] }],
});

const toy: Extension = defineExtension({
  name: 'toy',
  about: 'Toys, for this test.',
  settings: { 'toy.greeting': { kind: 'text', default: 'hello', meaning: 'What toy_greet says' } },
  // Blue toys are for nobody but sysadmins, whatever else they are.
  datasetTypes: [
    {
      ...toyType,
      labels: {
        ...defaultLabels,
        labelsOfDataset: (head, doc) => (doc['colour'] === 'blue' ? ['toy-secret'] : defaultLabels.labelsOfDataset(head, doc)),
      },
    },
  ],
  actions: [
    defineRead<undefined, unknown, string>({
      name: 'toy_greet',
      about: 'Greets with the setting.',
      input: {},
      may: () => allowed,
      run: ({ site }) => String(site.settings.extra['toy.greeting']),
    }),
    defineRead<undefined, unknown, null>({
      name: 'toy_work',
      about: 'Starts the job.',
      input: {},
      may: () => allowed,
      run: ({ jobs }) => {
        jobs.soon('toy-job');
        return null;
      },
    }),
    defineRead<undefined, Record<string, unknown>, unknown>({
      name: 'toy_show',
      about: 'Shows a record by another action.',
      input: { id: { kind: 'text', about: 'Id', required: true } },
      may: () => allowed,
      run: (call, input) => call.run(packageShow, input),
    }),
  ],
  around: {
    package_create: (next) => async (call, input) => next(call, { ...input, notes: `${String(input['notes'] ?? '')} wrapped`.trim() }),
  },
  reactions: [
    {
      to: ['datasetCreated', 'datasetPurged'],
      inside: (event) => {
        if ('parts' in event && event.parts[0]?.doc?.['name'] === 'unwanted') throw new ValidationError({ name: ['Not this one'] });
        return [note(event.kind)];
      },
    },
  ],
  jobs: [
    defineJob({
      name: 'toy-job',
      about: 'Runs.',
      every: 3600,
      run: async (store) => void jobRuns.push(String((await store.pool.query('select 1')).rowCount)),
    }),
  ],
  migrations: [{ name: '2026-11-23-toy', sql: 'create table toy_note (text text not null)' }],
});

const listed = await aCatalogue({ extensions: [toy], settings: { 'toy.greeting': 'good day' } });
const bare = await aCatalogue();
for (const { run } of [listed, bare]) await run('organization_create', { name: 'shop' });
const notes = async (): Promise<string[]> =>
  (await listed.app.store.pool.query<{ text: string }>('select text from toy_note')).rows.map(({ text }) => text);

test('its action answers with its setting, and is unknown without it', async () => {
  assert.equal(await listed.run('toy_greet'), 'good day');
  assert.match(JSON.stringify(await listed.run('help_show', { name: 'toy_greet' })), /Greets with the setting/);
  const { text } = await (await bare.app.door()).inject({ url: '/api/3/action/toy_greet' });
  assert.match(text, /Action name not known: toy_greet/);
  await assert.rejects(bare.run('help_show', { name: 'toy_greet' }), NotFound);
});

test('its type has the field it brings, checked by its own rule', async () => {
  await assert.rejects(
    listed.run('package_create', { name: 'green', type: 'toy', owner_org: 'shop', colour: 'green' }),
    (error) => error instanceof ValidationError && JSON.stringify(error.errors).includes('Must be red or blue'),
  );

  const { colour, type } = await listed.run<{ colour: string; type: string }>('package_create', {
    name: 'ball',
    type: 'toy',
    owner_org: 'shop',
    colour: 'red',
  });

  assert.deepEqual([type, colour], ['toy', 'red']);
});

test('its labels decide reading and finding alike', async () => {
  await listed.run('package_create', { name: 'secret-ball', type: 'toy', owner_org: 'shop', colour: 'blue', notes: 'hidden' });

  await assert.rejects(listed.run('package_show', { id: 'secret-ball' }, anonymous), NotAuthorized);
  await assert.rejects(listed.run('toy_show', { id: 'secret-ball' }, anonymous), NotAuthorized);
  assert.equal((await listed.run<{ count: number }>('package_search', { q: 'hidden' }, anonymous)).count, 0);
  assert.equal((await listed.run<{ count: number }>('package_search', { q: 'hidden' })).count, 1);
});

test('its labels decide what lists from the tables tell as well', async () => {
  const resources = [{ name: 'plan of a toy', url: 'http://example.org' }];
  await listed.run('package_create', { name: 'red-kite', type: 'toy', owner_org: 'shop', colour: 'red', resources });
  await listed.run('package_create', { name: 'blue-kite', type: 'toy', owner_org: 'shop', colour: 'blue', resources });

  const names = await listed.run<readonly string[]>('package_list', {}, anonymous);
  assert.deepEqual([names.includes('red-kite'), names.includes('blue-kite')], [true, false]);
  assert.equal((await listed.run<{ count: number }>('resource_search', { query: 'name:plan of a toy' }, anonymous)).count, 1);
});

test('its wrap changes what the core does, and only while it is listed', async () => {
  const [wrapped, plain] = [
    await listed.run<{ notes: string }>('package_create', { name: 'kite', owner_org: 'shop', notes: 'a' }),
    await bare.run<{ notes: string }>('package_create', { name: 'kite', owner_org: 'shop', notes: 'a' }),
  ];

  assert.deepEqual([wrapped.notes, plain.notes], ['a wrapped', 'a']);
});

test('its reaction writes in the same statement, and can refuse it', async () => {
  const before = await notes();

  await listed.run('package_create', { name: 'train', owner_org: 'shop' });
  await assert.rejects(listed.run('package_create', { name: 'unwanted', owner_org: 'shop' }), ValidationError);
  await listed.run('dataset_purge', { id: 'train' });

  assert.deepEqual((await notes()).slice(before.length), ['datasetCreated', 'datasetPurged']);
  await assert.rejects(listed.run('package_show', { id: 'unwanted' }), NotFound);
});

test('its job runs when an action asks for it', async () => {
  await listed.run('toy_work');

  for (let n = 0; n < 100 && jobRuns.length === 0; n++) await new Promise((done) => setTimeout(done, 10));
  assert.deepEqual(jobRuns, ['1']);
});

test('its migration made its table, and nobody else has it', async () => {
  const { rows } = await bare.app.store.pool.query("select to_regclass('toy_note') as found");

  assert.deepEqual(rows, [{ found: null }]);
});

test('two of one name, an action that is there already, or a wrap of nothing stop the start with a sentence', async () => {
  const action = defineRead<undefined, unknown, number>({ name: 'package_show', about: '', input: {}, may: () => allowed, run: () => 1 });
  const { site } = resolveSettings([]);
  const starts = (...extensions: Extension[]): Promise<unknown> =>
    openApp({
      settings: site,
      place: { kind: 'url', url: 'postgres://nowhere.invalid' },
      dataDir: '',
      extensions,
      serving: false,
      log: () => {},
    });

  await assert.rejects(starts(toy, toy), /extension "toy" is listed twice/);
  await assert.rejects(starts({ name: 'twin', about: '', actions: [action] }), /extension "twin" brings the action package_show/);
  await assert.rejects(
    starts({ name: 'one', about: '', actions: toy.actions ?? [] }, { name: 'two', about: '', actions: toy.actions ?? [] }),
    /extension "two" brings the action toy_greet, which the extension "one" has already/,
  );
  await assert.rejects(
    starts({ name: 'lost', about: '', around: { no_such: (next) => next } }),
    /extension "lost" wraps the action no_such/,
  );
});
