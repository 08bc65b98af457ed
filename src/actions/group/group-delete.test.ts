import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotAuthorized, NotFound, ValidationError } from '#domain/errors.ts';
import { Upload } from '#domain/upload.ts';
import { contradictions } from '#store/bulk-check.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser, again } = await aCatalogue();
const strict = await aCatalogue({
  settings: { 'ckan.auth.user_delete_groups': 'false', 'ckan.auth.user_delete_organizations': 'false' },
});
const open = await aCatalogue({ settings: { 'ckan.auth.create_unowned_dataset': 'true' } });

type Dict = {
  readonly id: string;
  readonly state: string;
  readonly groups: readonly { readonly name: string }[];
  readonly users: readonly unknown[];
};
type Dataset = { readonly owner_org: string | null; readonly organization: unknown; readonly groups: readonly { readonly name: string }[] };

const ann = await aUser('ann');
const countIn = async (fq: string): Promise<number> => (await run<{ count: number }>('package_search', { fq, rows: 0 })).count;
const messageOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: ValidationError) => error.errors.message,
  );

/** A group under another one, with a group under it, a member and a dataset. */
async function aFamily(name: string): Promise<Dict> {
  await run('organization_create', { name: `${name}-owner` });
  await run('package_create', { name: `${name}-dataset`, owner_org: `${name}-owner` });
  await run('group_create', { name: `${name}-above` });
  const group = await run<Dict>('group_create', {
    name,
    groups: [{ name: `${name}-above` }],
    packages: [{ id: `${name}-dataset` }],
    users: [{ name: 'ann', capacity: 'admin' }],
  });
  await run('group_create', { name: `${name}-below`, groups: [{ name }] });
  return group;
}

test('a group deleted by its id leaves its members, datasets, parents and children', async () => {
  const { id } = await aFamily('whole');

  await run('group_delete', { id }, await again(ann));
  await run('group_patch', { id, state: 'active' });

  const { groups, users } = await run<Dict>('group_show', { id });
  assert.deepEqual({ groups, users }, { groups: [], users: [] });
  assert.deepEqual((await run<Dict>('group_show', { id: 'whole-below' })).groups, []);
  assert.deepEqual((await run<Dataset>('package_show', { id: 'whole-dataset' })).groups, []);
  assert.equal(await countIn('groups:whole'), 0);
});

test('a group deleted by its name keeps what belongs to it, and shows it again when it is back', async () => {
  await aFamily('named');

  await run('group_delete', { id: 'named' });
  assert.equal(await countIn('groups:named'), 0);
  assert.deepEqual((await run<Dataset>('package_show', { id: 'named-dataset' })).groups, []);
  assert.deepEqual((await run<Dict>('group_show', { id: 'named-below' })).groups, []);

  await run('group_patch', { id: 'named', state: 'active' });

  assert.equal(await countIn('groups:named'), 1);
  const { groups } = await run<Dict>('group_show', { id: 'named-below' });
  assert.deepEqual(groups, [{ name: 'named', capacity: 'public' }]);
});

test('an organization that owns datasets is neither deleted nor purged', async () => {
  await run('organization_create', { name: 'busy' });
  await run('package_create', { name: 'work', owner_org: 'busy', state: 'draft' });

  assert.equal(await messageOf(run('organization_delete', { id: 'busy' })), 'Organization cannot be deleted while it still has datasets');
  assert.equal(await messageOf(run('organization_purge', { id: 'busy' })), 'Organization cannot be purged while it still has datasets');
});

test('a purged organization leaves its deleted datasets, and the catalogue stays without contradictions', async () => {
  await run('organization_create', { name: 'short-lived' });
  await run('package_create', { name: 'remains', owner_org: 'short-lived' });
  await run('package_delete', { id: 'remains' });

  await run('organization_purge', { id: 'short-lived' });

  assert.equal((await run<Dataset>('package_show', { id: 'remains' })).organization, null);
  assert.deepEqual(await contradictions(app.store.pool), []);
  await assert.rejects(run('package_patch', { id: 'remains', state: 'active' }), ValidationError);
});

test('a purge takes everything with it: relations, former names and the file of the picture', async () => {
  const group = await aFamily('doomed');
  const { file, start } = await app.files.put(
    (async function* () {
      yield Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    })(),
    { maxBytes: 1e6 },
  );
  await run('group_patch', { id: group.id, name: 'doomed-now', image_upload: new Upload('a.png', 'image/png', file, start) });

  await run('group_purge', { id: 'doomed-now' });

  await assert.rejects(run('group_show', { id: group.id }), NotFound);
  await assert.rejects(run('group_show', { id: 'doomed' }), NotFound);
  assert.deepEqual((await run<Dict>('group_show', { id: 'doomed-below' })).groups, []);
  assert.deepEqual((await run<Dataset>('package_show', { id: 'doomed-dataset' })).groups, []);
  assert.equal(await countIn('groups:doomed-now'), 0);
  const left = await app.store.pool.query(
    'select (select count(*) from former_name where id = $1) as names, (select count(*) from picture where owner_id = $1) as pictures',
    [group.id],
  );
  assert.deepEqual(left.rows, [{ names: 0, pictures: 0 }]);
  await new Promise((done) => setTimeout(done, 50));
  assert.equal(await app.files.stat(file.key), undefined);
  await run('organization_create', { name: 'doomed-now' });
});

test('only sysadmins purge, and nobody learns less by asking for what is not there', async () => {
  const { id } = await run<Dict>('group_create', { name: 'kept', users: [{ name: 'ann', capacity: 'admin' }] });

  await assert.rejects(run('group_purge', { id }, await again(ann)), NotAuthorized);
  await assert.rejects(run('group_purge', { id: 'nothing' }, ann), { message: 'Group was not found' });
  await assert.rejects(run('organization_purge', { id: 'nothing' }, ann), { message: 'Organization was not found' });
  await assert.rejects(run('group_delete', { id: 'nothing' }, ann), { message: 'Group was not found.' });
});

test('a site may keep deleting to sysadmins, by a change of state too', async () => {
  const boss = await strict.aUser('boss');
  for (const kind of ['group', 'organization']) {
    const { id } = await strict.run<Dict>(`${kind}_create`, { name: `a-${kind}`, users: [{ name: 'boss', capacity: 'admin' }] });
    const admin = await strict.again(boss);

    const refused = { message: `User boss not authorized to delete ${kind}s` };
    await assert.rejects(strict.run(`${kind}_delete`, { id }, admin), refused);
    await assert.rejects(strict.run(`${kind}_patch`, { id, state: 'deleted' }, admin), refused);
    await strict.run(`${kind}_delete`, { id });
  }
});

test('where datasets may stand without an owner, those of a deleted or purged organization do', async () => {
  for (const action of ['organization_delete', 'organization_purge']) {
    const { id } = await open.run<Dict>('organization_create', { name: 'owner' });
    await open.run('package_create', { name: `of-${action}`, owner_org: 'owner' });

    await open.run(action, { id });

    const { owner_org, organization } = await open.run<Dataset>('package_show', { id: `of-${action}` });
    assert.deepEqual({ owner_org, organization }, { owner_org: null, organization: null });
    const { count } = await open.run<{ count: number }>('package_search', { fq: `owner_org:${id}`, rows: 0 });
    assert.equal(count, 0);
    if (action === 'organization_delete') await open.run('organization_purge', { id });
  }
});
