/** The unmodified command line of `ckanapi`: what is dumped from one catalogue is loaded into another, searched and deleted there. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type TestCatalogue, aCatalogue } from '#support/catalogue.ts';
import { type Ended, program, skip } from './python.ts';

const folder = await mkdtemp(join(tmpdir(), 'kokanee-ckanapi-'));
after(() => rm(folder, { recursive: true, force: true }));

type Side = TestCatalogue & { readonly url: string; readonly key: string; readonly cli: (...words: readonly string[]) => Promise<Ended> };

async function aSide(settings: Readonly<Record<string, string>> = {}): Promise<Side> {
  const catalogue = await aCatalogue({ settings });
  const { url, close } = await catalogue.app.listen({ host: '127.0.0.1', port: 0 });
  after(() => close());
  const key = await catalogue.app.accountKey(await catalogue.aUser('root', { sysadmin: true }));
  return { ...catalogue, url, key, cli: (...words) => program([...words, '-r', url, '-a', key]) };
}

const from = await aSide();
const to = await aSide();
await fill(from);

async function fill({ run, aUser }: Side): Promise<void> {
  await aUser('ann');
  await aUser('ben');
  await aUser('cleo');
  await run('organization_create', { name: 'ministry', title: 'Ministry of Öpen Data', users: [{ name: 'ann', capacity: 'admin' }] });
  await run('organization_create', {
    name: 'branch',
    title: 'Branch',
    groups: [{ name: 'ministry' }],
    extras: [{ key: 'city', value: 'Victoria' }],
    users: [{ name: 'ben', capacity: 'editor' }],
  });
  await run('group_create', { name: 'water', title: 'Water', description: 'Lakes and rivers' });
  for (let n = 1; n <= 3; n++)
    await run('package_create', {
      name: `record-${n}`,
      title: `Record ${n}`,
      owner_org: 'branch',
      private: n === 3,
      notes: 'Zeile eins\nline two 水',
      tags: [{ name: 'lake' }, { name: 'b.c.' }],
      extras: [{ key: 'scale', value: '1:20 000' }],
      groups: [{ name: 'water' }],
      resources: [
        { name: 'first', url: 'http://example.org/a.csv', format: 'CSV' },
        { name: 'second', url: 'http://example.org/b' },
      ],
    });
}

const file = (name: string): string => join(folder, name);

/** Dumps everything of a kind, or the named ones, and loads it on the other side. */
async function carryOver(things: string, names: readonly string[] = ['--all'], ...more: readonly string[]): Promise<string[]> {
  const dumped = await from.cli('dump', things, ...names, '-q', '-O', file(`${things}.jsonl`), ...more);
  assert.equal(dumped.code, 0, dumped.stderr);
  const loaded = await to.cli('load', things, '-I', file(`${things}.jsonl`));
  return loaded.stderr.trim().split('\n').map(outcomeOf).sort();
}

/** What a worker said of one record: the deed, the error or `None`, and the name. */
const outcomeOf = (line: string): string => /(?:create|update|show) .*$/.exec(line)?.[0] ?? line;

const NAMES = ['record-1', 'record-2', 'record-3'];

/** What each catalogue decides for itself. */
const OWN = new Set(['creator_user_id', 'metadata_modified', 'created', 'metadata_created', 'image_display_url']);

const plain = (record: unknown): unknown =>
  JSON.parse(JSON.stringify(record, (name, value: unknown) => (OWN.has(name) ? undefined : value)));

test('organizations, groups and datasets arrive in another catalogue as they were dumped', { skip }, async () => {
  await to.aUser('ann');
  await to.aUser('ben');

  assert.deepEqual(await carryOver('organizations', ['--all'], '-U'), ['create None "branch"', 'create None "ministry"']);
  assert.deepEqual(await carryOver('groups', ['--all'], '-U'), ['create None "water"']);
  assert.deepEqual(
    await carryOver('datasets', NAMES),
    NAMES.map((name) => `create None "${name}"`),
  );
  for (const name of NAMES)
    assert.deepEqual(plain(await to.run('package_show', { id: name })), plain(await from.run('package_show', { id: name })));
  const { users } = await to.run<{ users: { name: string; capacity: string }[] }>('organization_show', {
    id: 'branch',
    include_users: true,
  });
  assert.deepEqual(users.map(({ name, capacity }) => `${name} ${capacity}`).sort(), ['ben editor', 'root admin']);
});

test('what is loaded again is updated and keeps its id, its members and its datasets', { skip }, async () => {
  const before = await to.run<{ id: string }>('package_show', { id: 'record-1' });
  await from.run('package_patch', { id: 'record-1', title: 'Record one', notes: 'new' });
  await from.run('organization_patch', { id: 'branch', title: 'Branch of Water' });

  assert.deepEqual(await carryOver('organizations', ['branch']), ['update None "branch"']);
  assert.deepEqual(await carryOver('groups'), ['update None "water"']);
  assert.deepEqual(
    await carryOver('datasets', NAMES),
    NAMES.map((name) => `update None "${name}"`),
  );

  const record = await to.run<{ id: string; title: string; organization: { title: string }; groups: unknown[] }>('package_show', {
    id: 'record-1',
  });
  assert.deepEqual(
    [record.id, record.title, record.organization.title, record.groups.length],
    [before.id, 'Record one', 'Branch of Water', 1],
  );
  const { users } = await to.run<{ users: { name: string }[] }>('organization_show', { id: 'branch', include_users: true });
  assert.deepEqual(users.map(({ name }) => name).sort(), ['ben', 'root']);
});

test('users are dumped and loaded with their passwords, and loaded again', { skip }, async () => {
  assert.deepEqual(await carryOver('users', ['ann', 'ben', 'cleo']), ['create None "cleo"', 'update None "ann"', 'update None "ben"']);

  await from.run('user_patch', { id: 'cleo', fullname: 'Cleo of B.C.' });

  assert.deepEqual(await carryOver('users', ['cleo']), ['update None "cleo"']);
  assert.equal((await to.run<{ fullname: string }>('user_show', { id: 'cleo' })).fullname, 'Cleo of B.C.');
  assert.ok(await to.app.logIn('cleo', 'correct-horse-9'));
  assert.equal(await to.app.logIn('cleo', 'another-horse-9'), undefined);
});

test('a search is written line by line, as far as it goes', { skip }, async () => {
  const found = await to.cli('search', 'datasets', 'q=title:Record', 'sort=name asc', 'include_private:true');

  assert.deepEqual(
    found.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { name: string }).name),
    NAMES,
  );
});

test('any action is called with texts, JSON and files', { skip }, async () => {
  await writeFile(file('lakes.csv'), 'lake,area\nOkanagan,351\n');

  const made = await to.cli(
    'action',
    'resource_create',
    'package_id=record-1',
    'name=lakes',
    'format=CSV',
    `upload@${file('lakes.csv')}`,
    '-j',
  );
  const shown = await to.cli('action', 'package_search', 'fq=name:record-1', 'rows:1', '-j');
  const refused = await program(['action', 'package_delete', 'id=record-1', '-r', to.url]);

  const { url_type: kind, size } = JSON.parse(made.stdout) as { url_type: string; size: number };
  assert.deepEqual([kind, size], ['upload', 23]);
  assert.equal((JSON.parse(shown.stdout) as { count: number }).count, 1);
  assert.notEqual(refused.code, 0);
  assert.match(refused.stderr, /NotAuthorized|not authorized|Access denied/);
});

test('datasets, groups, organizations and users are deleted by name', { skip }, async () => {
  const datasets = await to.cli('delete', 'datasets', ...NAMES, '-q');
  const rest = await Promise.all([to.cli('delete', 'groups', 'water', '-q'), to.cli('delete', 'users', 'cleo', '-q')]);
  const organization = await to.cli('delete', 'organizations', 'branch', '-q');

  assert.deepEqual(
    [datasets, ...rest, organization].map(({ code, stderr }) => `${code} ${stderr}`),
    ['0 ', '0 ', '0 ', '0 '],
  );
  assert.deepEqual(await to.run('package_list'), []);
  assert.deepEqual(await to.run('organization_list'), ['ministry']);
});
