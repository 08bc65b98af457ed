/** What the storage promises, tried on a whole catalogue. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';
import { updateGroup } from './group.ts';

const { app, run } = await aCatalogue();
type Shown = {
  id: string;
  name: string;
  notes: string;
  url: string;
  organization: { title: string };
  resources: { id: string; name: string; position: number; url: string }[];
  num_resources: number;
};
type Found = {
  count: number;
  results: Shown[];
  search_facets: Record<string, { items: { name: string; display_name: string; count: number }[] }>;
};

await run('organization_create', { name: 'lakes', title: 'Ministry of Lakes' });
await run('group_create', { name: 'water', title: 'All About Water' });
const show = (id: string): Promise<Shown> => run<Shown>('package_show', { id });

test('stored texts hold neither the address of the site nor the title of an organization or group', async () => {
  await run('package_create', {
    name: 'stored',
    owner_org: 'lakes',
    groups: [{ name: 'water' }],
    license_id: 'cc-by',
    resources: [{ url: 'http://example.org', url_type: 'upload' }],
  });

  const { rows } = await app.store.pool.query<{ text: string }>(
    "select string_agg(t, ' ') as text from (select row_to_json(d)::text as t from dataset d union all select row_to_json(r)::text from resource r) all_rows",
  );

  assert.match(rows[0]?.text ?? '', /stored/);
  assert.doesNotMatch(rows[0]?.text ?? '', /kokanee\.test|Ministry of Lakes|All About Water|Creative Commons/);
});

test('an organization renamed shows its new title and name at once, in records and facets', async () => {
  await run('package_create', { name: 'renamed-owner', owner_org: 'lakes' });
  await show('renamed-owner');
  const group = app.store.directory.find('lakes');
  assert.ok(group !== undefined);

  await app.store.commit([updateGroup({ ...group, name: 'rivers', title: 'Ministry of Rivers' })]);

  assert.equal((await show('renamed-owner')).organization.title, 'Ministry of Rivers');
  const { search_facets: facets } = await run<Found>(
    'package_search',
    { fq: 'organization:rivers', 'facet.field': ['organization'] },
    anonymous,
  );
  assert.deepEqual(facets['organization']?.items, [{ name: 'rivers', display_name: 'Ministry of Rivers', count: 2 }]);
  assert.equal((await run<Found>('package_search', { fq: 'organization:lakes' })).count, 0);
});

test('places of resources have no gap after some were deleted', async () => {
  const { resources } = await run<Shown>('package_create', {
    name: 'places',
    owner_org: 'rivers',
    resources: [1, 2, 3, 4, 5].map((n) => ({ name: `r${n}`, url: 'http://example.org' })),
  });
  for (const at of [0, 3]) await run('resource_delete', { id: resources[at]?.id });
  const added = await run<{ position: number }>('resource_create', { package_id: 'places', name: 'r6', url: 'http://example.org' });

  const shown = await show('places');

  assert.deepEqual(
    shown.resources.map(({ name, position }) => [name, position]),
    [
      ['r2', 0],
      ['r3', 1],
      ['r5', 2],
      ['r6', 3],
    ],
  );
  assert.deepEqual([added.position, shown.num_resources], [3, 4]);
});

test('of 200 resources made at once all are there, each in a place of its own', async () => {
  await run('package_create', { name: 'crowd', owner_org: 'rivers' });

  const made = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      run<{ position: number }>('resource_create', { package_id: 'crowd', name: `r${n}`, url: 'http://example.org' }),
    ),
  );

  const { resources } = await show('crowd');
  const places = Array.from({ length: 200 }, (_, n) => n);
  assert.deepEqual(
    resources.map(({ position }) => position),
    places,
  );
  assert.deepEqual(
    made.map(({ position }) => position).sort((a, b) => a - b),
    places,
  );
  assert.equal(new Set(resources.map(({ name }) => name)).size, 200);
});

test('resources made and deleted at once leave a row of places without a gap', async () => {
  await run('package_create', {
    name: 'coming-and-going',
    owner_org: 'rivers',
    resources: Array.from({ length: 30 }, (_, n) => ({ name: `old${n}`, url: 'http://example.org' })),
  });
  const old = (await show('coming-and-going')).resources;

  await Promise.all(
    old.flatMap(({ id }, n) => [
      run('resource_delete', { id }),
      run('resource_create', { package_id: 'coming-and-going', name: `new${n}`, url: 'http://example.org' }),
    ]),
  );

  const { resources, num_resources: count } = await show('coming-and-going');
  assert.deepEqual(
    resources.map(({ position }) => position),
    Array.from({ length: 30 }, (_, n) => n),
  );
  assert.equal(count, 30);
  assert.ok(resources.every(({ name }) => name.startsWith('new')));
});

test('a writer finds his own write by the next search', async () => {
  for (let n = 0; n < 20; n++) {
    await run('package_create', { name: `at-once-${n}`, owner_org: 'rivers', notes: 'immediately' });
    assert.equal((await run<Found>('package_search', { q: 'notes:immediately', rows: 0 })).count, n + 1);
  }
});

test('two patches of different fields at once both count', async () => {
  for (let n = 0; n < 10; n++) {
    const name = `both-${n}`;
    await run('package_create', { name, owner_org: 'rivers' });

    await Promise.all([
      run('package_patch', { id: name, notes: 'mine' }),
      run('package_patch', { id: name, url: 'http://yours.example.org' }),
    ]);

    const { notes, url } = await show(name);
    assert.deepEqual([notes, url], ['mine', 'http://yours.example.org']);
  }
});

test('two patches of one resource at once both count', async () => {
  const { resources } = await run<Shown>('package_create', {
    name: 'one-resource',
    owner_org: 'rivers',
    resources: [{ url: 'http://example.org' }],
  });
  const id = resources[0]?.id;

  await Promise.all([run('resource_patch', { id, name: 'mine' }), run('resource_patch', { id, description: 'yours' })]);

  const { name, description } = await run<{ name: string; description: string }>('resource_show', { id });
  assert.deepEqual([name, description], ['mine', 'yours']);
});

test('of twenty who want one name at once one gets it, and the others are told why', async () => {
  const tries: readonly [string, Record<string, unknown>][] = [
    ['package_create', { name: 'wanted', owner_org: 'rivers' }],
    ['organization_create', { name: 'wanted-office' }],
    ['group_create', { name: 'wanted-theme' }],
    ['user_create', { name: 'wanted-user', password: 'correct-horse-9' }],
  ];
  for (const [action, input] of tries) {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => run(action, { ...input, ...(action === 'user_create' && { email: `u${n}@example.org` }) })),
    );

    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    assert.equal(refused.length, 19, action);
    assert.deepEqual(
      refused.filter((error) => !(error instanceof ValidationError) || error.errors['name'] === undefined).map(String),
      [],
      action,
    );
  }
});

test('of ten who want one resource id at once one gets it, and nobody loses a resource', async () => {
  const id = '11111111-2222-4333-8444-555555555555';

  const results = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) =>
      run<Shown>('package_create', { name: `claims-${n}`, owner_org: 'rivers', resources: [{ id, url: 'http://example.org' }] }),
    ),
  );

  const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  assert.equal(made.length, 1);
  assert.deepEqual(
    (await show(made[0]?.name ?? '')).resources.map((resource) => resource.id),
    [id],
  );
});
