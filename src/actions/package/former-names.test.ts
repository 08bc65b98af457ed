/** A dataset is found by the names it had, until something else has them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run } = await aCatalogue();
await run('organization_create', { name: 'org' });

type Shown = { readonly id: string; readonly name: string; readonly title: string; readonly resources: readonly unknown[] };
const show = (id: string): Promise<Shown> => run('package_show', { id });
const aDataset = (name: string, more: Record<string, unknown> = {}): Promise<Shown> =>
  run('package_create', { name, owner_org: 'org', ...more });
const rename = (id: string, name: string): Promise<Shown> => run('package_patch', { id, name });
const formerNames = async (): Promise<string[]> =>
  (await app.store.pool.query<{ name: string }>("select name from former_name where kind = 'dataset' order by name")).rows.map(
    ({ name }) => name,
  );

test('every former name goes on naming the dataset wherever one is named', async () => {
  const { id } = await aDataset('first-name');
  await rename(id, 'second-name');
  await run('package_update', { id, name: 'third-name', title: 'Third', owner_org: 'org' });

  for (const former of ['first-name', 'second-name'])
    assert.deepEqual([(await show(former)).id, (await show(former)).name], [id, 'third-name']);
  await run('package_patch', { id: 'first-name', title: 'Patched' });
  await run('resource_create', { package_id: 'second-name', url: 'http://example.org' });
  await run('package_resource_reorder', { id: 'first-name', order: [] });
  const { name, title, resources } = await show('third-name');
  assert.deepEqual([name, title, resources.length], ['third-name', 'Patched', 1]);
  await run('package_delete', { id: 'first-name' });
  assert.equal((await run<{ state: string }>('package_show', { id })).state, 'deleted');
});

test('a group takes a dataset in by a former name', async () => {
  const { id } = await aDataset('formerly');
  await rename(id, 'at-present');
  type Group = { readonly packages: readonly { readonly name: string }[] };
  const contents = async (): Promise<string[]> =>
    (await run<Group>('group_show', { id: 'theme', include_datasets: true })).packages.map(({ name }) => name);

  await run('group_create', { name: 'theme', packages: [{ id: 'formerly' }] });
  assert.deepEqual(await contents(), ['at-present']);
  await run('group_patch', { id: 'theme', packages: [{ id: 'formerly' }, { id: 'at-present' }] });
  assert.deepEqual(await contents(), ['at-present']);
});

test('a present name wins: a new dataset may take a former one, which then means it alone', async () => {
  const old = await aDataset('wanted');
  await rename('wanted', 'no-longer-wanted');

  const { id } = await aDataset('wanted');

  assert.deepEqual([(await show('wanted')).id, (await show('no-longer-wanted')).id], [id, old.id]);
  await run('dataset_purge', { id });
  await assert.rejects(show('wanted'), NotFound);
});

test('a dataset renamed to a former name of another ends it, and one that takes its own back has none', async () => {
  const [one, two] = [await aDataset('one'), await aDataset('two')];
  await rename('one', 'uno');

  await rename('two', 'one');
  assert.deepEqual([(await show('one')).id, (await show('two')).id, (await show('uno')).id], [two.id, two.id, one.id]);
  await rename('one', 'two');
  assert.deepEqual([(await show('one')).id, (await show('two')).id], [two.id, two.id]);
  assert.equal((await formerNames()).includes('two'), false);
});

test('two datasets can exchange their names', async () => {
  const [left, right] = [await aDataset('left'), await aDataset('right')];

  await rename('left', 'between');
  await rename('right', 'left');
  await rename('between', 'right');

  assert.deepEqual([(await show('left')).id, (await show('right')).id, (await show('between')).id], [right.id, left.id, left.id]);
});

test('a purged dataset leaves no name behind, and is not found by a former one', async () => {
  await aDataset('short-lived');
  await rename('short-lived', 'soon-gone');

  await assert.rejects(run('dataset_purge', { id: 'short-lived' }), { message: 'Dataset was not found' });
  await run('dataset_purge', { id: 'soon-gone' });

  for (const name of ['short-lived', 'soon-gone']) {
    await assert.rejects(show(name), NotFound);
    assert.equal((await formerNames()).includes(name), false);
  }
});

test('a rename that is refused leaves no former name', async () => {
  await aDataset('steady');
  await aDataset('taken');

  await assert.rejects(rename('steady', 'taken'));
  await assert.rejects(rename('steady', 'Not A Name'));

  assert.equal((await formerNames()).includes('steady'), false);
});

test('a former name tells nobody more than the name itself', async () => {
  const { id } = await aDataset('open-name');
  await rename('open-name', 'hidden-name');
  await run('package_patch', { id, private: true });

  const refusals = await Promise.all(
    ['open-name', 'hidden-name', id].map((ref) => run('package_show', { id: ref }, anonymous).catch((error: unknown) => error)),
  );

  for (const refusal of refusals) assert.ok(refusal instanceof NotAuthorized);
  assert.equal(new Set(refusals.map((refusal) => (refusal as Error).message)).size, 1);
});

test('an update that names nothing but a former name is about no dataset, so that none is renamed by accident', async () => {
  await aDataset('pushed');
  await rename('pushed', 'moved-on');

  await assert.rejects(run('package_update', { name: 'pushed', owner_org: 'org' }), NotFound);

  assert.equal((await show('pushed')).name, 'moved-on');
});

test('the page of a former name leads to the present one', async () => {
  const door = await app.door();
  await aDataset('old-page');
  await rename('old-page', 'new-page');

  const { status, headers } = await door.inject({ method: 'GET', url: '/dataset/old-page' });

  assert.deepEqual([status, headers['location']], [301, 'http://kokanee.test/dataset/new-page']);
});
