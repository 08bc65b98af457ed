/** Links by id lead to a record first, so nothing is named as something else is identified. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ValidationError } from '#domain/errors.ts';
import { newId } from '#domain/ids.ts';
import { contradictions } from '#store/bulk-check.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run } = await aCatalogue();
const { pool } = app.store;
type Made = { readonly id: string; readonly name: string; readonly state: string };
const make = (name: string, more: Record<string, unknown> = {}): Promise<Made> =>
  run<Made>('package_create', { name, owner_org: 'org', ...more });
const errorsOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: ValidationError) => error.errors,
  );
await run('organization_create', { name: 'org' });

const IN_USE = { name: ['That URL is already in use.'] };

test('no dataset gets the id of another one as its name, be that one deleted or not', async () => {
  const { id } = await make('victim');
  await make('other');

  assert.deepEqual(await errorsOf(make(id)), IN_USE);
  assert.deepEqual(await errorsOf(run('package_patch', { id: 'other', name: id })), IN_USE);
  await run('package_delete', { id });
  assert.deepEqual(await errorsOf(make(id)), IN_USE);
});

test('nor does it get the name of another one as its id, in whatever case', async () => {
  const id = newId();
  await make(id);
  const taken = { id: ['Dataset id already exists'] };

  assert.deepEqual(await errorsOf(make('chosen', { id })), taken);
  const { id: own } = await make('plain');
  assert.deepEqual(await errorsOf(make('shouted', { id: own.toUpperCase() })), taken);
});

test('a dataset may go by its own id', async () => {
  const { id } = await make('modest');

  assert.equal((await run<Made>('package_patch', { id, name: id })).name, id);
});

test('a deleted dataset gives its name up even where its id is the name of another one', async () => {
  const [victim, squatter] = [await make('wanted'), await make('squatter')];
  await run('package_delete', { id: victim.id });
  await pool.query("update dataset set name = $2, doc = (doc::jsonb || jsonb_build_object('name', $2::text))::json where id = $1", [
    squatter.id,
    victim.id,
  ]);
  assert.deepEqual(await contradictions(pool), [`dataset ${squatter.id} has the id of dataset ${victim.id} as its name`]);

  assert.notEqual((await make('wanted')).id, victim.id);

  const shown = await run<Made>('package_show', { id: victim.id });
  assert.equal(shown.state, 'deleted');
  assert.ok(!['wanted', victim.id].includes(shown.name));
  await run('dataset_purge', { id: squatter.id });
  assert.deepEqual(await contradictions(pool), []);
});

for (const kind of ['group', 'organization']) {
  test(`no ${kind} has the id of another one as its name, or its name as id`, async () => {
    const { id } = await run<Made>(`${kind}_create`, { name: `first-${kind}` });
    const chosen = newId();
    await run(`${kind}_create`, { name: chosen });
    const taken = { name: ['Group name already exists in database'] };

    assert.deepEqual(await errorsOf(run(`${kind}_create`, { name: id })), taken);
    assert.deepEqual(await errorsOf(run(`${kind}_patch`, { id: chosen, name: id })), taken);
    assert.deepEqual(await errorsOf(run(`${kind}_create`, { name: `second-${kind}`, id: chosen })), { id: ['Id already exists'] });
  });
}

test('no vocabulary has the id of another one as its name', async () => {
  const { id } = await run<Made>('vocabulary_create', { name: 'words' });
  await run('vocabulary_create', { name: 'terms' });
  const taken = { name: ['That vocabulary name is already in use.'] };

  assert.deepEqual(await errorsOf(run('vocabulary_create', { name: id })), taken);
  assert.deepEqual(await errorsOf(run('vocabulary_update', { id: 'terms', name: id })), taken);
});

test('a deleted dataset comes back only to an organization that stands', async () => {
  const { id: owner } = await run<Made>('organization_create', { name: 'fallen' });
  const { id } = await make('sleeper', { owner_org: owner });
  await run('package_delete', { id });
  await run('organization_delete', { id: owner });
  const refusal = { owner_org: ['Organization does not exist'] };

  assert.deepEqual(await errorsOf(run('package_patch', { id, state: 'active' })), refusal);
  assert.deepEqual(await errorsOf(run('package_patch', { id, state: 'draft' })), refusal);
  assert.deepEqual(await errorsOf(run('package_update', { id, name: 'sleeper', state: 'active' })), refusal);
  await run('package_patch', { id, title: 'Still deleted' });
  assert.equal((await run<Made>('package_patch', { id, state: 'active', owner_org: 'org' })).state, 'active');
});
