import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotFound } from '#domain/errors.ts';
import { openDirectory } from '#store/directory.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser, again } = await aCatalogue();

type Dict = { readonly id: string; readonly name: string };
const idBehind = async (name: string, kind = 'organization'): Promise<string> => (await run<Dict>(`${kind}_show`, { id: name })).id;

test('a former name goes on naming an organization wherever one is named', async () => {
  const ann = await aUser('ann');
  const { id } = await run<Dict>('organization_create', { name: 'old-ministry', users: [{ name: 'ann', capacity: 'admin' }] });
  await run('organization_patch', { id, name: 'new-ministry' });
  const admin = await again(ann);

  assert.equal(await idBehind('old-ministry'), id);
  await run('organization_patch', { id: 'old-ministry', title: 'Patched' }, admin);
  await run('organization_member_create', { id: 'old-ministry', username: (await aUser('bob')).id, role: 'editor' }, admin);
  await run('organization_member_delete', { id: 'old-ministry', username: 'bob' }, admin);
  const { owner_org } = await run<{ owner_org: string }>('package_create', { name: 'by-old-name', owner_org: 'old-ministry' }, admin);
  assert.equal(owner_org, id);
  await run('organization_create', { name: 'branch', groups: [{ name: 'old-ministry' }] });
  const { groups } = await run<{ groups: readonly Dict[] }>('organization_show', { id: 'branch' });
  assert.deepEqual(groups, [{ name: 'new-ministry', capacity: 'public' }]);
});

test('lists are confined by former names too, and nothing is purged by one', async () => {
  for (const kind of ['organization', 'group']) {
    const { id } = await run<Dict>(`${kind}_create`, { name: `was-${kind}` });
    await run(`${kind}_patch`, { id, name: `is-${kind}` });

    for (const names of [[`was-${kind}`], `is-${kind}, was-${kind}`, [`is-${kind}`, 'nothing']])
      assert.deepEqual(await run(`${kind}_list`, { [`${kind}s`]: names }), [`is-${kind}`]);
    assert.deepEqual(await run(`${kind}_list`, { [`${kind}s`]: [id] }), []);
    await assert.rejects(run(`${kind}_purge`, { id: `was-${kind}` }), NotFound);
    await run(`${kind}_purge`, { id: `is-${kind}` });
  }
});

test('a chain of names all lead to the one group, and it may take an old one back', async () => {
  const { id } = await run<Dict>('group_create', { name: 'one' });
  await run('group_patch', { id, name: 'two' });
  await run('group_patch', { id, name: 'three' });
  for (const name of ['one', 'two', 'three']) assert.equal(await idBehind(name, 'group'), id);

  await run('group_update', { id: 'two', name: 'one' });

  for (const name of ['one', 'two', 'three']) assert.equal((await run<Dict>('group_show', { id: name })).name, 'one');
  const { rows } = await app.store.pool.query('select name from former_name where id = $1 order by name', [id]);
  assert.deepEqual(rows, [{ name: 'three' }, { name: 'two' }]);
});

test('a present name counts before a former one, and whoever takes a name ends its former use', async () => {
  const { id: first } = await run<Dict>('group_create', { name: 'contested' });
  await run('group_patch', { id: first, name: 'first-of-them' });

  const { id: second } = await run<Dict>('organization_create', { name: 'contested' });

  assert.equal(await idBehind('contested'), second);
  await run('organization_patch', { id: second, name: 'second-of-them' });
  assert.equal(await idBehind('contested'), second);
  await run('organization_purge', { id: second });
  await assert.rejects(run('group_show', { id: 'contested' }), NotFound);
});

test('a directory opened later knows the same former names', async () => {
  const { id } = await run<Dict>('group_create', { name: 'before-restart' });
  await run('group_patch', { id, name: 'after-restart' });

  const later = await openDirectory(app.store.pool);

  assert.equal(later.find('before-restart')?.id, id);
});

test('a change that is refused or changes no name leaves no former name', async () => {
  const { id } = await run<Dict>('group_create', { name: 'steady' });
  await run('group_create', { name: 'taken-by-other' });

  await assert.rejects(run('group_patch', { id, name: 'taken-by-other' }));
  await run('group_patch', { id, name: 'steady', title: 'Same' });

  const { rows } = await app.store.pool.query('select name from former_name where id = $1', [id]);
  assert.deepEqual(rows, []);
});
