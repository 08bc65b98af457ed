import assert from 'node:assert/strict';
import test from 'node:test';
import { aGroupContext, id } from '../contexts-for-tests.ts';
import type { Input } from '../field.ts';
import type { CleanGroup } from './group.ts';
import { GROUP, validateGroup } from './group.ts';

type Changes = Parameters<typeof aGroupContext>[0];

const errorsOf = (input: Input, changes: Changes = {}): unknown => {
  const result = validateGroup(GROUP, input, aGroupContext(changes));
  return result.ok ? 'accepted' : result.errors;
};
const made = (input: Input, changes: Changes = {}): CleanGroup => {
  const result = validateGroup(GROUP, { name: 'board', ...input }, aGroupContext(changes));
  if (!result.ok) assert.fail(JSON.stringify(result.errors));
  return result.value;
};
const dict = {
  id: id(1),
  name: 'water-board',
  title: 'T',
  description: 'D',
  image_url: 'i.png',
  approval_status: 'approved',
  type: 'organization',
  state: 'active',
};
const update: Changes = { mode: 'update', current: { id: id(1), name: 'water-board', type: 'organization', dict } };

test('the name of a new group has CKAN’s form and is nobody’s, not even a deleted one’s', () => {
  const cases: [unknown, string][] = [
    [undefined, 'Missing value'],
    ['', 'Missing value'],
    [[], 'Missing value'],
    ['a', 'Must be at least 2 characters long'],
    [5, 'Must be at least 2 characters long'],
    ['n'.repeat(101), 'Name must be a maximum of 100 characters long'],
    ['new', 'That name cannot be used'],
    ['A', 'Must be at least 2 characters long'],
    ['Ab', 'Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_'],
    ['water-board', 'Group name already exists in database'],
    ['closed', 'Group name already exists in database'],
  ];
  for (const [name, message] of cases) assert.deepEqual(errorsOf({ name }), { name: [message] }, String(name));
});

test('texts are empty where nothing is said, and numbers become text', () => {
  const { doc } = made({ title: 12, description: null });
  assert.deepEqual(doc, {
    name: 'board',
    title: '12',
    description: '',
    image_url: '',
    approval_status: 'approved',
    type: 'organization',
    state: 'active',
  });
  assert.equal(made({}, { isOrganization: false }).doc.type, 'group');
  assert.equal(made({ type: 'ministry' }).doc.type, 'ministry');
});

test('only a sysadmin chooses id and state', () => {
  assert.deepEqual(errorsOf({ name: 'board', id: id(5) }), { id: ['The input field id was not expected.'] });
  assert.deepEqual(errorsOf({ name: 'board', id: id(1) }, { sysadmin: true }), { id: ['Id already exists'] });
  assert.deepEqual(errorsOf({ name: 'board', id: 'abc' }, { sysadmin: true }), { id: ['Invalid id provided'] });
  assert.equal(made({ state: 'deleted' }).doc.state, 'active');
  assert.equal(made({ state: 'deleted' }, { sysadmin: true }).doc.state, 'deleted');
});

test('faults in lists stand in parallel to their items', () => {
  assert.deepEqual(errorsOf({ name: 'board', users: [{ capacity: 'admin' }] }), { users: [{ name: ['Missing value'] }] });
  assert.deepEqual(errorsOf({ name: 'board', packages: [{ id: 'nope' }] }), { packages: [{ id: ['Not found: Dataset'] }] });
  assert.deepEqual(errorsOf({ name: 'board', extras: [{ key: 'k' }, { value: 'v' }] }), {
    extras: [{ value: ['Missing value'] }, { key: ['Missing value'] }],
  });
  assert.deepEqual(errorsOf({ name: 'board', extras: [{ key: 'title', value: 'x' }] }), {
    extras: [{ key: ['There is a schema field with the same name'] }],
  });
});

test('the echo of a refusal of structure tells what was added', () => {
  assert.throws(() => errorsOf({ name: 'b', users: 'ann' }), {
    data: { name: 'b', users: 'ann', type: 'organization', is_organization: true },
  });
  assert.throws(() => errorsOf({ name: 'b', packages: 'x' }, { isOrganization: false }), {
    data: { name: 'b', packages: 'x', is_organization: false },
  });
  assert.throws(() => errorsOf({ id: id(1), extras: 'x' }, update), { data: { id: id(1), extras: 'x', type: 'organization' } });
});

test('of extras with one key the last counts', () => {
  assert.deepEqual(
    made({
      extras: [
        { key: 'k', value: '1' },
        { key: 'k', value: '2' },
        { key: 'a', value: '' },
      ],
    }).extras,
    [
      { key: 'a', value: '' },
      { key: 'k', value: '2' },
    ],
  );
});

test('unknown members and parents are passed over, and a capacity left out is public', () => {
  const { users, parents } = made({
    users: [{ name: 'ann' }, { name: 'nobody', capacity: 'admin' }],
    groups: [{ name: 'parks' }, { name: 'nope' }, { name: 'closed' }],
  });
  assert.deepEqual(users, [{ id: id(9), capacity: 'public' }]);
  assert.deepEqual(parents, [{ id: id(2), capacity: 'public' }]);
});

test('an update keeps texts, extras and datasets that are left out, and drops members and parents', () => {
  const { doc, extras, users, parents, packages } = made({ name: undefined, title: null, extras: [] }, update);
  assert.deepEqual(doc, {
    name: 'water-board',
    title: 'T',
    description: 'D',
    image_url: 'i.png',
    approval_status: 'approved',
    type: 'organization',
    state: 'active',
  });
  assert.deepEqual([extras, users, parents, packages], [undefined, [], [], undefined]);
});

test('an update asks of a name that it is free and one line', () => {
  assert.equal(made({ name: 'Odd name!' }, update).doc.name, 'Odd name!');
  assert.deepEqual(errorsOf({ name: 'parks' }, update), { name: ['Group name already exists in database'] });
  for (const name of ['', ' ', 'a\n']) assert.deepEqual(errorsOf({ name }, update), { name: ['That name cannot be used'] });
});

test('the type cannot be updated', () => {
  assert.deepEqual(errorsOf({ type: 'group' }, update), { message: 'Type cannot be updated' });
});

test('a parent that stands below, is deleted, unknown or of another kind is told as a loop', () => {
  const loop = { groups: [{ name: ['This parent would create a loop in the hierarchy'] }] };
  assert.deepEqual(errorsOf({ groups: [{ name: 'parks' }] }, { ...update, lookups: { wouldLoop: () => true } }), loop);
  for (const name of ['closed', 'nope', 'rivers']) assert.deepEqual(errorsOf({ groups: [{ name }] }, update), loop);
});
