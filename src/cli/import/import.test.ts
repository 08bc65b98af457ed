/** What an import keeps, updates, passes over and refuses, on a real PostgreSQL. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anOpenedCatalogue } from '../test-opened.ts';

const catalogue = await anOpenedCatalogue();
const ORG = '11111111-1111-4111-8111-111111111111';
const id = (n: number): string => `22222222-2222-4222-8222-${String(n).padStart(12, '0')}`;
const anOrganization = {
  id: ORG,
  name: 'land-office',
  title: 'Land Office',
  is_organization: true,
  type: 'organization',
  created: '2014-02-03T04:05:06.789',
};
const aDataset = (n: number, more: object = {}): object => ({ id: id(n), name: `plan-${n}`, type: 'dataset', owner_org: ORG, ...more });

await catalogue.imports([anOrganization]);

test('ids, dates, states and the order of resources are those of the line', async () => {
  const { imports, run } = catalogue;
  const resources = [9, 8, 7].map((n) => ({
    id: id(100 + n),
    url: `http://example.org/${n}`,
    created: '2013-01-02T00:00:00',
    metadata_modified: '2013-05-06T07:08:09.5',
  }));

  const { tally } = await imports([
    aDataset(1, {
      private: true,
      state: 'draft',
      metadata_created: '2012-01-01T00:00:00',
      metadata_modified: '2015-06-07T08:09:10.000011',
      resources,
    }),
  ]);

  assert.equal(tally.added, 1);
  const shown = await run('package_show', { id: 'plan-1' });
  assert.deepEqual([shown.id, shown.private, shown.state], [id(1), true, 'draft']);
  assert.deepEqual([shown.metadata_created, shown.metadata_modified], ['2012-01-01T00:00:00', '2015-06-07T08:09:10.000011']);
  const held = shown.resources as { id: string; position: number; created: string; metadata_modified: string }[];
  assert.deepEqual(
    held.map((one) => one.id),
    [id(109), id(108), id(107)],
  );
  assert.deepEqual(
    held.map((one) => one.created),
    Array(3).fill('2013-01-02T00:00:00'),
  );
  assert.equal(held[0]?.metadata_modified, '2013-05-06T07:08:09.500000');
});

test('nothing is named as something else is identified', async () => {
  const { imports } = catalogue;
  await imports([aDataset(300), { ...anOrganization, id: id(310), name: id(311) }]);

  const saidOf = async (line: object): Promise<string> => (await imports([line])).said.join();
  assert.match(await saidOf(aDataset(301, { name: id(300) })), /That URL is already in use/);
  assert.match(await saidOf({ ...anOrganization, id: id(312), name: ORG }), /Group name already exists/);
  assert.match(await saidOf({ ...anOrganization, id: id(311), name: 'any' }), /Id already exists/);
  const { tally } = await imports([aDataset(302), aDataset(303, { name: id(302) })]);
  assert.deepEqual([tally.added, tally.refused], [1, 1]);
});

test('an organization keeps its id and date', async () => {
  const shown = catalogue.app.store.directory.find('land-office');

  assert.deepEqual([shown?.id, shown?.created], [ORG, '2014-02-03T04:05:06.789000']);
});

test('the same file again changes nothing, also where lines leave ids and dates out', async () => {
  const { imports, run } = catalogue;
  const lines = [
    {
      name: 'bare',
      type: 'dataset',
      owner_org: 'land-office',
      resources: [{ url: 'http://example.org/a', name: 'a' }, { url: 'http://example.org/b' }],
    },
  ];
  await imports(lines);
  const first = await run('package_show', { id: 'bare' });

  const { tally } = await imports(lines);

  assert.deepEqual([tally.unchanged, tally.changed], [1, 0]);
  assert.deepEqual(await run('package_show', { id: 'bare' }), first);
});

test('a line is matched by id first, then by name', async () => {
  const { imports, run } = catalogue;
  await imports([aDataset(2), aDataset(3)]);

  const { tally } = await imports([aDataset(2, { name: 'renamed', title: 'By id' }), { ...aDataset(4), name: 'plan-3', title: 'By name' }]);

  assert.equal(tally.changed, 2);
  assert.equal((await run('package_show', { id: id(2) })).name, 'renamed');
  assert.deepEqual(
    [(await run('package_show', { id: 'plan-3' })).id, (await run('package_show', { id: 'plan-3' })).title],
    [id(3), 'By name'],
  );
});

test('an update replaces resources and groups and leaves none behind', async () => {
  const { imports, run } = catalogue;
  await imports([
    { name: 'maps', is_organization: false, title: 'Maps' },
    aDataset(5, {
      groups: [{ name: 'maps' }],
      resources: [
        { id: id(201), url: 'http://example.org/1' },
        { id: id(202), url: 'http://example.org/2' },
      ],
    }),
  ]);

  await imports([
    aDataset(5, {
      groups: [],
      resources: [
        { id: id(202), url: 'http://example.org/2' },
        { id: id(203), url: 'http://example.org/3' },
      ],
    }),
  ]);

  const shown = await run('package_show', { id: id(5) });
  assert.deepEqual(shown.groups, []);
  assert.deepEqual(
    (shown.resources as { id: string }[]).map((one) => one.id),
    [id(202), id(203)],
  );
});

test('a deleted dataset gives its name up to another one', async () => {
  const { imports, run } = catalogue;
  await imports([aDataset(6, { name: 'contested', state: 'deleted' })]);

  const { tally } = await imports([aDataset(7, { name: 'contested' })]);

  assert.equal(tally.added, 1);
  assert.equal((await run('package_show', { id: 'contested' })).id, id(7));
});

test('bad lines are told of by number and reason, and the others go in', async () => {
  const { imports } = catalogue;
  const text = [
    'no json',
    '[1]',
    JSON.stringify({ name: 'what-am-i' }),
    JSON.stringify({ name: 'both', type: 'dataset', is_organization: true }),
    '',
    JSON.stringify(aDataset(8, { name: 'Bad Name' })),
    JSON.stringify(aDataset(9, { owner_org: 'nobody' })),
    JSON.stringify(aDataset(10, { metadata_created: 'once' })),
    JSON.stringify(aDataset(11)),
    JSON.stringify(aDataset(12, { resources: [{ id: id(202), url: 'http://example.org' }] })),
  ].join('\n');

  const { tally, said } = await imports(text);

  assert.deepEqual([tally.added, tally.refused], [1, 8]);
  const reason = (line: number): string => said.find((one) => one.startsWith(`line ${line}:`)) ?? '';
  assert.match(reason(1), /no JSON/);
  assert.match(reason(2), /no JSON object/);
  assert.match(reason(3), /--as/);
  assert.match(reason(4), /--as/);
  assert.match(reason(6), /name: /);
  assert.match(reason(7), /owner_org: Organization does not exist/);
  assert.match(reason(8), /metadata_created: Date format incorrect/);
  assert.match(reason(10), new RegExp(`Resource id already exists: ${id(202)}`));
});

test('--as settles what a line does not say', async () => {
  const { imports } = catalogue;

  const { tally } = await imports([{ name: 'untyped', owner_org: ORG }], { as: 'datasets' });

  assert.equal(tally.added, 1);
});

test('a later line of the same file sees what an earlier one wrote', async () => {
  const { imports, run } = catalogue;

  const { tally } = await imports([
    aDataset(13, { title: 'first' }),
    aDataset(13, { title: 'second' }),
    { ...aDataset(14), name: 'plan-13', title: 'third' },
  ]);

  assert.deepEqual([tally.added, tally.changed], [1, 2]);
  assert.equal((await run('package_show', { id: id(13) })).title, 'third');
});

test('one line that clashes does not keep the rest of its batch out', async () => {
  const { imports } = catalogue;
  await imports([aDataset(20), aDataset(21)]);

  const { tally, said } = await imports([aDataset(22), aDataset(20, { name: 'plan-21' }), aDataset(23)]);

  assert.deepEqual([tally.added, tally.refused], [2, 1]);
  assert.match(said[0] ?? '', /line 2: refused: name: That URL is already in use/);
});

test('thousands of lines go in, and the search finds them', async () => {
  const { imports, run } = catalogue;
  const many = Array.from({ length: 2_500 }, (_, n) =>
    aDataset(1_000 + n, { notes: 'bulk', resources: [{ url: 'http://example.org/x' }] }),
  );

  const { tally } = await imports(many);

  assert.equal(tally.added, 2_500);
  assert.equal((await run('package_search', { q: 'notes:bulk', rows: 0 })).count, 2_500);
});
