import assert from 'node:assert/strict';
import test from 'node:test';
import { aUserContext, id } from '../contexts-for-tests.ts';
import type { Input } from '../field.ts';
import type { CleanUser } from './user.ts';
import { validateUser } from './user.ts';

type Changes = Parameters<typeof aUserContext>[0];

const BASE = { name: 'bea', email: 'bea@example.org', password: 'long enough' };
const errorsOf = (input: Input, changes: Changes = {}): unknown => {
  const result = validateUser(changes.mode === 'update' ? input : { ...BASE, ...input }, aUserContext(changes));
  return result.ok ? 'accepted' : result.errors;
};
const made = (input: Input, changes: Changes = {}): CleanUser => {
  const result = validateUser(changes.mode === 'update' ? input : { ...BASE, ...input }, aUserContext(changes));
  if (!result.ok) assert.fail(JSON.stringify(result.errors));
  return result.value;
};
const dict = {
  name: 'ann',
  email: 'ann@example.org',
  fullname: 'Ann',
  about: 'A',
  image_url: null,
  sysadmin: false,
  state: 'active',
  activity_streams_email_notifications: true,
  plugin_extras: { p: 1 },
};
const update = (changes: Changes = {}): Changes => ({
  mode: 'update',
  sysadmin: false,
  current: { id: id(9), name: 'ann', state: 'active', dict },
  ...changes,
});

test('a login name has CKAN’s form and is nobody’s name or id', () => {
  const cases: [unknown, string[]][] = [
    [undefined, ['Missing value']],
    ['', ['Missing value']],
    [{}, ['Missing value']],
    ['a', ['Must be at least 2 characters long']],
    [5, ['Names must be strings', 'User names must be strings']],
    [['x'], ['Names must be strings', 'User names must be strings']],
    ['edit', ['That name cannot be used']],
    ['A b', ['Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_']],
    ['ann', ['That login name is not available.']],
    [id(9), ['That login name is not available.']],
  ];
  for (const [name, expected] of cases) assert.deepEqual(errorsOf({ name }), { name: expected }, String(name));
});

test('an e-mail address is required, well formed and nobody’s, whatever its case', () => {
  for (const email of [undefined, null, '']) assert.deepEqual(errorsOf({ email }), { email: ['Missing value'] });
  assert.deepEqual(errorsOf({ email: 'a@b@c' }), { email: ['Email a@b@c is not a valid format'] });
  assert.deepEqual(errorsOf({ email: 'Ann@EXAMPLE.org' }), {
    email: ["The email address 'Ann@EXAMPLE.org' belongs to a registered user."],
  });
  assert.equal(made({ email: '  Mixed@Example.ORG ' }).doc.email, 'Mixed@Example.ORG');
});

test('a password is text of eight characters', () => {
  for (const password of [undefined, '']) assert.deepEqual(errorsOf({ password }), { password: ['Missing value'] });
  assert.deepEqual(errorsOf({ password: null }), { password: ['Passwords must be strings', 'Missing value'] });
  for (const password of [12345678, ['a']]) assert.deepEqual(errorsOf({ password }), { password: ['Passwords must be strings'] });
  assert.deepEqual(errorsOf({ password: 'short' }), { password: ['Your password must be 8 characters or longer'] });
  assert.equal(made({ password: undefined, password_hash: '$x' }).passwordHash, '$x');
});

test('the text about a person has no links, and is text', () => {
  assert.deepEqual(errorsOf({ about: 'see https://spam.example.org' }), {
    about: ['Edit not allowed as it looks like spam. Please avoid links in your description.'],
  });
  assert.deepEqual(errorsOf({ about: 5, fullname: {} }), { about: ['Must be a string'], fullname: ['Must be a string'] });
});

test('what only sysadmins may set is not heard from others', () => {
  const given = { sysadmin: true, state: 'pending', plugin_extras: { a: 1 }, id: id(5) };
  const { doc, id: own } = made(given);
  assert.deepEqual([doc.sysadmin, doc.state, doc.plugin_extras, own], [true, 'pending', { a: 1 }, id(5)]);
  const other = made(given, { sysadmin: false });
  assert.deepEqual([other.doc.sysadmin, other.doc.state, other.doc.plugin_extras, other.id], [false, 'active', null, undefined]);
  assert.deepEqual(errorsOf({ id: 'x', plugin_extras: 'text' }), {
    id: ['Invalid id provided'],
    plugin_extras: ['The value should be a valid JSON object'],
  });
});

test('an id that is taken is not heard', () => {
  assert.equal(made({ id: id(9) }).id, undefined);
});

test('an update keeps all but the e-mail address, which must come', () => {
  assert.deepEqual(errorsOf({}, update()), { email: ['Missing value'] });
  const { doc, id: same, password } = made({ email: 'ann@example.org', fullname: null, password: '' }, update());
  assert.deepEqual(doc, dict);
  assert.deepEqual([same, password], [id(9), undefined]);
});

test('only sysadmins change the login name of an active user', () => {
  const renamed = { name: 'anna', email: 'ann@example.org' };
  assert.deepEqual(errorsOf(renamed, update()), { name: ['That login name can not be modified.'] });
  assert.equal(made(renamed, update({ sysadmin: true })).doc.name, 'anna');
  assert.deepEqual(errorsOf({ name: '', email: 'ann@example.org' }, update({ sysadmin: true })), {
    name: ['Must be at least 2 characters long'],
  });
});
