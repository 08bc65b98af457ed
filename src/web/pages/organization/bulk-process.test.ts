// Many datasets at once: ticked, asked about, changed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPortal, fieldIn, shown } from '../group/test-portal.ts';

const { ask, run } = await aPortal();
const ids: string[] = [];
for (const n of [0, 1, 2, 3])
  ids.push(
    (await run<{ id: string }>('package_create', { name: `lake-${n}`, title: `Lake ${n}`, owner_org: 'lakes', private: n === 3 })).id,
  );
const other = (await run<{ id: string }>('package_create', { name: 'elsewhere', title: 'Elsewhere', owner_org: 'ministry' })).id;

const PAGE = '/organization/bulk_process/lakes';
const [first = '', second = '', third = '', fourth = ''] = ids;
const ticked = (...some: readonly string[]): Record<string, string> => Object.fromEntries(some.map((id) => [`dataset_${id}`, 'on']));
const isPrivate = async (id: string): Promise<boolean> => (await run<{ private: boolean }>('package_show', { id })).private;

test('the datasets of the organization are listed, searched and narrowed, private ones too', async () => {
  const page = await ask(PAGE, 'admin');

  assert.match(shown(page), /4 datasets/);
  assert.equal(page.text.match(/type="checkbox" name="dataset_/g)?.length, 4);
  assert.doesNotMatch(page.text, /Elsewhere/);
  assert.match(shown(await ask(`${PAGE}?shown=private`, 'admin')), /1 dataset /);
  assert.match(shown(await ask(`${PAGE}?q=lake&sort=title_string+desc&rows=100`, 'admin')), /4 datasets.*Lake 3.*Lake 0/);
  assert.equal((await ask(`${PAGE}?ticked=all`, 'admin')).text.match(/value="on" checked/g)?.length, 4);
  assert.equal((await ask('/group/bulk_process/water', 'admin')).status, 404);
});

test('nothing is done before the question is answered, which names the number and the datasets', async () => {
  const asked = await ask(PAGE, 'admin', { ...ticked(first, second), 'bulk_action.private': 'private' });

  assert.equal(asked.status, 200);
  assert.match(shown(asked), /Make 2 datasets private\?.*Only members of this organization.*Lake 0 Lake 1/);
  assert.equal(await isPrivate(first), false);
  const done = await ask(`${PAGE}?q=lake`, 'admin', { ...ticked(first, second), confirm: fieldIn(asked, 'confirm') });
  assert.deepEqual([done.status, done.headers['location']], [303, `http://kokanee.test${PAGE}?q=lake&done=private&count=2`]);
  assert.deepEqual(await Promise.all([first, second, third].map(isPrivate)), [true, true, false]);
  assert.match(shown(await ask(`${PAGE}?done=private&count=2`, 'admin')), /2 datasets: private now/);
});

test('datasets are made public and deleted the same way', async () => {
  await ask(PAGE, 'admin', { ...ticked(fourth), confirm: 'public' });
  await ask(PAGE, 'admin', { ...ticked(third), confirm: 'delete' });

  assert.equal(await isPrivate(fourth), false);
  assert.equal((await run<{ state: string }>('package_show', { id: third })).state, 'deleted');
  assert.match(shown(await ask(PAGE, 'admin')), /3 datasets/);
});

test('what cannot be done is said, and the ticks stay', async () => {
  const none = await ask(PAGE, 'admin', { 'bulk_action.delete': 'delete' });
  assert.match(shown(none), /There is a problem Tick at least one dataset/);
  const what = await ask(PAGE, 'admin', ticked(first));
  assert.match(shown(what), /Choose what to do/);
  assert.match(what.text, new RegExp(`name="dataset_${first}" value="on" checked`));
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`dataset_${n}`, 'on']));
  assert.match(shown(await ask(PAGE, 'admin', { ...many, 'bulk_action.delete': 'delete' })), /no more than 500/);
});

test('datasets of others are neither named nor changed', async () => {
  const alone = await ask(PAGE, 'admin', { ...ticked(other), 'bulk_action.delete': 'delete' });
  assert.match(shown(alone), /no longer in this organization/);
  const mixed = await ask(PAGE, 'admin', { ...ticked(first, other), 'bulk_action.delete': 'delete' });
  assert.match(shown(mixed), /Delete 1 dataset\?/);
  assert.doesNotMatch(mixed.text, /Elsewhere/);

  await ask(PAGE, 'admin', { ...ticked(other), confirm: 'delete' });
  assert.equal((await run<{ state: string }>('package_show', { id: other })).state, 'active');
  assert.equal((await ask(PAGE, 'editor', { ...ticked(first), confirm: 'delete' })).status, 403);
});

test('drafts of others are listed with their mark, narrowed and deleted, so that the organization can go', async () => {
  await run('organization_create', { name: 'ponds', title: 'Ponds', groups: [{ name: 'lakes' }] });
  for (const n of [0, 1]) await run('package_create', { name: `pond-${n}`, title: `Pond ${n}`, owner_org: 'ponds', state: 'draft' });
  const page = '/organization/bulk_process/ponds';
  const list = await ask(page, 'admin');
  const drafts = [...list.text.matchAll(/name="dataset_([^"]+)"/g)].map(([, id = '']) => id);

  assert.match(shown(await ask('/organization/delete/ponds', 'admin')), /It still has 2 datasets/);
  assert.match(shown(list), /2 datasets.*Pond \d Draft.*Pond \d Draft/);
  assert.match(shown(await ask(`${page}?shown=draft`, 'admin')), /2 datasets/);
  assert.match(shown(await ask(`${page}?shown=public`, 'admin')), /0 datasets/);
  assert.match(
    shown(await ask(page, 'admin', { ...ticked(...drafts), 'bulk_action.delete': 'delete' })),
    /Delete 2 datasets\?.*can restore them/,
  );
  await ask(page, 'admin', { ...ticked(...drafts), confirm: 'delete' });
  assert.match(shown(await ask('/organization/delete/ponds', 'admin')), /Delete the organization “Ponds”\?/);
});
