/** Two writes at one moment of which only one can be right: whoever comes second sees what the first has done. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ValidationError } from '#domain/errors.ts';
import { newId } from '#domain/ids.ts';
import type { User } from '#domain/user.ts';
import { before } from '#support/at-one-moment.ts';
import { aCatalogue } from '#support/catalogue.ts';
import { contradictions } from './bulk-check.ts';
import type { Write } from './commit.ts';
import { insertDatasets, type NewDataset } from './dataset.ts';
import { loadGroups, putMember } from './group.ts';
import { putParent } from './group-members.ts';
import { deleteGroup } from './group-removal.ts';
import { claimEmail, findUser, insertUser, markUserDeleted } from './user.ts';
import { removeVocabulary, revOfVocabulary, useVocabularies } from './vocabulary.ts';

const { app, run, aUser } = await aCatalogue();
const { pool } = app.store;
type Made = { readonly id: string };
const made = async (action: string, input: Record<string, unknown>): Promise<string> => (await run<Made>(action, input)).id;
const org = await made('organization_create', { name: 'org' });

const refusalOf = (outcome: unknown): unknown => (outcome instanceof ValidationError ? outcome.errors : outcome);

function aDataset(name: string, vocabulary: string): NewDataset {
  const [id, created, type, state] = [newId(), '2026-11-23T10:00:00.000000', 'dataset', 'active'];
  const tags = [{ name: 'red', vocabulary_id: vocabulary, state, display_name: 'red', id: newId() }];
  const head = { id, name, type, state, private: false, licenseId: null, creator: null, ownerOrg: org, created, modified: created };
  const doc = { id, name, title: '', owner_org: org, type, state, private: false, num_tags: 1, tags, extras: [] };
  return { ...head, doc, groups: [], resources: [], pluginData: undefined };
}

test('a dataset that begins to use a vocabulary while that is removed loses the tag with the others', async () => {
  const id = await made('vocabulary_create', { name: 'colours', tags: [{ name: 'red' }] });
  const dataset = aDataset('in-time', id);

  const outcome = await before(pool, [insertDatasets([dataset], newId), ...useVocabularies([id])], () => run('vocabulary_delete', { id }));

  assert.equal(outcome, null);
  assert.deepEqual((await run<{ tags: unknown }>('package_show', { id: dataset.id })).tags, []);
  assert.deepEqual(await contradictions(pool), []);
});

for (const action of ['package_create', 'package_patch']) {
  test(`${action} with a tag of a vocabulary that is just being removed is refused`, async () => {
    const id = await made('vocabulary_create', { name: `going-${action}` });
    const removal = removeVocabulary(id, await revOfVocabulary(pool, id));
    const input = { name: `late-${action}`, owner_org: 'org' };
    const ref = action === 'package_patch' ? { id: await made('package_create', input) } : {};

    const refused = await before(pool, [removal], () => run(action, { ...input, ...ref, tags: [{ name: 'red', vocabulary_id: id }] }));

    assert.deepEqual(refusalOf(refused), { tags: [{ vocabulary_id: ['Tag vocabulary was not found.'] }] });
    assert.deepEqual(await contradictions(pool), []);
  });
}

for (const [action, input, refusal] of [
  [
    'organization_patch',
    (parent: string) => ({ groups: [{ name: parent }] }),
    { groups: [{ name: ['This parent would create a loop in the hierarchy'] }] },
  ],
  [
    'organization_update',
    (parent: string) => ({ groups: [{ name: parent }] }),
    { groups: [{ name: ['This parent would create a loop in the hierarchy'] }] },
  ],
  [
    'member_create',
    (parent: string) => ({ object: parent, object_type: 'group', capacity: 'public' }),
    { object: ['This parent would create a loop in the hierarchy'] },
  ],
] as const) {
  test(`of two that would stand under each other by ${action} one is refused`, async () => {
    const [a, b] = [`a-${action}`, `b-${action}`];
    const [upper, lower] = [await made('organization_create', { name: a }), await made('organization_create', { name: b })];

    const refused = await before(pool, [putParent(upper, lower)], () => run(action, { id: b, ...input(a) }));

    assert.deepEqual(refusalOf(refused), refusal);
    assert.deepEqual(await contradictions(pool), []);
  });
}

test('a loop is seen however long it is', async () => {
  const names = Array.from({ length: 12 }, (_, n) => `step-${n}`);
  for (const [n, name] of names.entries()) await run('group_create', { name, groups: n === 0 ? [] : [{ name: `step-${n - 1}` }] });

  await assert.rejects(run('group_patch', { id: 'step-0', groups: [{ name: 'step-11' }] }), ValidationError);
});

test('a loop that is there already is told by a check, and can be undone', async () => {
  const [a, b] = [
    await made('group_create', { name: 'loop-a' }),
    await made('group_create', { name: 'loop-b', groups: [{ name: 'loop-a' }] }),
  ];
  await pool.query('insert into group_parent (child_id, parent_id) values ($1, $2)', [a, b]);

  assert.deepEqual((await contradictions(pool)).sort(), [
    'group loop-a stands under itself in the hierarchy',
    'group loop-b stands under itself in the hierarchy',
  ]);
  await app.store.directory.reload();
  await run('group_patch', { id: a, title: 'Still to be edited' });
  await run('group_patch', { id: a, groups: [] });
  assert.deepEqual(await contradictions(pool), []);
});

const PASSWORD = 'correct-horse-9';
const newUser = (name: string, email: string): User => ({
  ...{
    id: newId(),
    name,
    email,
    fullname: null,
    about: null,
    imageUrl: null,
    sysadmin: false,
    state: 'active',
    created: '2026-11-23T10:00:00',
  },
  ...{ lastActive: null, notifications: false, pluginExtras: null, mustChangePassword: false, rev: 1 },
});
const claiming = (user: User): Write[] => [insertUser(user, null), claimEmail(user.id, user.email ?? '', ['active'])];

test('an address that somebody gets at this moment belongs to a registered user', async () => {
  const email = 'Race@example.org';
  const taken = { email: [`The email address '${email}' belongs to a registered user.`] };
  await aUser('patient');

  const created = await before(pool, claiming(newUser('racer', email.toLowerCase())), () =>
    run('user_create', { name: 'late', email, password: PASSWORD }),
  );
  const patched = await before(pool, claiming(newUser('racer-2', `2${email}`)), () =>
    run('user_patch', { id: 'patient', email: `2${email}` }),
  );

  assert.deepEqual(refusalOf(created), taken);
  assert.deepEqual(refusalOf(patched), { email: [`The email address '2${email}' belongs to a registered user.`] });
});

test('of many accounts asked for with one address at once one is made, and of those with different ones all', async () => {
  const make = (n: number, email: string): Promise<unknown> =>
    run('user_create', { name: `many-${email.slice(0, 3)}-${n}`, email, password: PASSWORD });

  const same = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((n) => make(n, 'one@example.org')));
  const different = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((n) => make(n, `two-${n}@example.org`)));

  assert.deepEqual(same.map(({ status }) => status).sort(), ['fulfilled', ...Array(5).fill('rejected')]);
  for (const one of same) if (one.status === 'rejected') assert.ok(one.reason instanceof ValidationError);
  assert.deepEqual(new Set(different.map(({ status }) => status)), new Set(['fulfilled']));
});

const stored = async (name: string): Promise<User> => {
  const user = await findUser(pool, name);
  assert.ok(user);
  return user;
};

test('a user who is just being deleted gets no role', async () => {
  const give =
    (action: string, input: Record<string, unknown>): (() => Promise<unknown>) =>
    () =>
      run(action, { id: 'org', ...input });
  for (const [name, meanwhile, expected] of [
    ['going-1', give('organization_member_create', { username: 'going-1', role: 'admin' }), { username: ['Not found: User'] }],
    ['going-2', give('member_create', { object: 'going-2', object_type: 'user', capacity: 'admin' }), 'User was not found.'],
  ] as const) {
    await aUser(name);
    const refused = await before(pool, [markUserDeleted(await stored(name))], meanwhile);
    assert.deepEqual(refused instanceof ValidationError ? refused.errors : (refused as Error).message, expected);
  }
  await aUser('going-3');
  const users = [{ name: 'going-3', capacity: 'admin' }];
  await before(pool, [markUserDeleted(await stored('going-3'))], give('organization_patch', { users }));
  const { rows } = await pool.query("select 1 from group_member m join user_account u on u.id = m.user_id where u.name like 'going-%'");
  assert.deepEqual(rows, []);
});

test('a role that a user gets while he is deleted goes with him', async () => {
  const { id } = await aUser('just-promoted');

  await before(pool, [putMember(org, { id: newId(), userId: id, capacity: 'admin' })], () => run('user_delete', { id }));

  assert.equal((await stored('just-promoted')).state, 'deleted');
  assert.deepEqual((await pool.query('select 1 from group_member where user_id = $1', [id])).rows, []);
});

test('a dataset that comes back while its organization goes is refused', async () => {
  const id = await made('organization_create', { name: 'leaving' });
  await run('package_create', { name: 'sleeping', owner_org: id });
  await run('package_delete', { id: 'sleeping' });
  const [group] = await loadGroups(pool, [id]);
  assert.ok(group);

  const refused = await before(pool, [deleteGroup({ group, children: [], disowns: false }, false)], () =>
    run('package_patch', { id: 'sleeping', state: 'active' }),
  );

  assert.deepEqual(refusalOf(refused), { owner_org: ['Organization does not exist'] });
});
