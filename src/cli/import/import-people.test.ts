/** Imports of organizations, groups, users and uploaded files. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { listMembers } from '#store/group.ts';
import { findUser, passwordHashOf } from '#store/user.ts';
import { anOpenedCatalogue } from '../test-opened.ts';

const catalogue = await anOpenedCatalogue();
const anOrganization = (name: string, more: object = {}): object => ({
  name,
  title: name,
  is_organization: true,
  type: 'organization',
  ...more,
});

test('a parent may stand further down in the file', async () => {
  const { imports, app } = catalogue;

  const { said } = await imports([anOrganization('branch', { groups: [{ name: 'ministry' }] }), anOrganization('ministry')]);

  const [branch, ministry] = [app.store.directory.find('branch'), app.store.directory.find('ministry')];
  assert.deepEqual(branch?.parents, [ministry?.id]);
  assert.deepEqual(said, []);
});

test('parents that do not exist or would make a circle are told of and left out', async () => {
  const { imports, app } = catalogue;

  const { said, tally } = await imports([
    anOrganization('ring-a', { groups: [{ name: 'ring-b' }] }),
    anOrganization('ring-b', { groups: [{ name: 'ring-a' }, { name: 'nowhere' }] }),
  ]);

  assert.equal(tally.added, 2);
  assert.equal(said.length, 2);
  assert.deepEqual(app.store.directory.find('ring-a')?.parents, []);
});

test('members are added where the users exist', async () => {
  const { imports, app } = catalogue;
  await imports([{ name: 'ann', email: 'ann@example.org' }], { as: 'users' });

  const { said } = await imports([
    anOrganization('with-members', {
      users: [
        { name: 'ann', capacity: 'editor' },
        { name: 'nobody-here', capacity: 'admin' },
      ],
    }),
  ]);

  const group = app.store.directory.find('with-members');
  const members = await listMembers(app.store.pool, { groupId: group?.id ?? '' });
  assert.deepEqual(
    members.map(({ capacity }) => capacity),
    ['editor'],
  );
  assert.match(said[0] ?? '', /no user "nobody-here"/);
});

test('an organization again, with another title, is an update; a group of its name is refused', async () => {
  const { imports, app } = catalogue;
  await imports([anOrganization('harbour', { extras: [{ key: 'phone', value: '1' }] })]);

  const { tally } = await imports([
    anOrganization('harbour', { title: 'The Harbour', extras: [{ key: 'phone', value: '1' }] }),
    { name: 'harbour', is_organization: false },
  ]);

  assert.deepEqual([tally.changed, tally.refused], [1, 1]);
  assert.equal(app.store.directory.find('harbour')?.title, 'The Harbour');
});

test('users keep their ids and the hashes of their passwords', async () => {
  const { imports, app } = catalogue;
  const ID = '33333333-3333-4333-8333-333333333333';
  const line = {
    id: ID,
    type: 'user',
    name: 'bea',
    email: 'bea@example.org',
    fullname: 'Bea',
    sysadmin: true,
    created: '2011-01-01T00:00:00',
    password_hash: '$pbkdf2-sha512$1$a$b',
  };

  const first = await imports([line]);
  const second = await imports([line]);

  const user = await findUser(app.store.pool, 'bea');
  assert.deepEqual([user?.id, user?.created, user?.sysadmin, user?.fullname], [ID, '2011-01-01T00:00:00', true, 'Bea']);
  assert.equal(await passwordHashOf(app.store.pool, ID), line.password_hash);
  assert.deepEqual([first.tally.added, second.tally.unchanged], [1, 1]);
});

test('an uploaded file comes along, and is stored anew only when its bytes changed', async () => {
  const { imports, app, aFile, folder } = catalogue;
  const resource = { id: '44444444-4444-4444-8444-444444444444', url: 'fish.csv', url_type: 'upload', format: 'CSV' };
  const line = { name: 'fish', type: 'dataset', resources: [resource, { url: 'lost.csv', url_type: 'upload' }] };
  const files = join(folder, 'files');
  aFile(`files/${resource.id}/fish.csv`, 'a,b\n1,2\n');
  const keyNow = async (): Promise<{ file_key: string; file_sha256: string } | undefined> =>
    (
      await app.store.pool.query<{ file_key: string; file_sha256: string }>('select file_key, file_sha256 from resource where id = $1', [
        resource.id,
      ])
    ).rows[0];

  const { said } = await imports([line], { files });
  const first = await keyNow();
  const again = await imports([line], { files });
  const second = await keyNow();
  aFile(`files/${resource.id}/fish.csv`, 'a,b\n3,4\n');
  await imports([line], { files });
  const third = await keyNow();

  assert.equal(first?.file_sha256, createHash('sha256').update('a,b\n1,2\n').digest('hex'));
  assert.match(said[0] ?? '', /lost\.csv is missing/);
  assert.deepEqual([again.tally.unchanged, second?.file_key], [1, first?.file_key]);
  assert.notEqual(third?.file_key, first?.file_key);
  assert.equal(await app.files.stat(first?.file_key ?? ''), undefined);
});
