import assert from 'node:assert/strict';
import test from 'node:test';
import { NotFound } from '#domain/errors.ts';
import { aContext, id } from '../contexts-for-tests.ts';
import type { Input } from '../field.ts';
import type { CleanDataset } from './dataset.ts';
import { DATASET, validateDataset } from './dataset.ts';

type Context = Parameters<typeof aContext>[0];

const errorsOf = (input: Input, context: Context = {}): unknown => {
  const result = validateDataset(DATASET, { name: 'ponds', owner_org: 'water-board', ...input }, aContext(context));
  return result.ok ? 'accepted' : result.errors;
};
const made = (input: Input, context: Context = {}): CleanDataset => {
  const result = validateDataset(DATASET, { name: 'ponds', owner_org: 'water-board', ...input }, aContext(context));
  if (!result.ok) assert.fail(JSON.stringify(result.errors));
  return result.value;
};

const FORM = 'Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_';
const SHORT = (name: string) => ['Must be at least 2 characters long', `Name "${name}" length is less than minimum 2`];

test('a name is required, and lists and objects that are empty are none', () => {
  for (const name of [undefined, null, '', [], {}]) assert.deepEqual(errorsOf({ name }), { name: ['Missing value'] });
});

test('every fault of a name has its text', () => {
  const long = 'n'.repeat(101);
  const cases: [unknown, string[]][] = [
    ['a', SHORT('a')],
    [' ', SHORT(' ')],
    [5, SHORT('5')],
    [0, SHORT('0')],
    ['A b', [FORM]],
    ['über', [FORM]],
    ['line\n', [FORM]],
    [1.5, [FORM]],
    [['a', 'b'], [FORM]],
    [{ a: 1 }, [FORM]],
    ['new', ['That name cannot be used']],
    ['edit', ['That name cannot be used']],
    ['search', ['That name cannot be used']],
    [long, ['Name must be a maximum of 100 characters long', `Name "${long}" length is more than maximum 100`]],
    ['taken', ['That URL is already in use.']],
  ];

  for (const [name, expected] of cases) assert.deepEqual(errorsOf({ name }), { name: expected }, JSON.stringify(name));
});

test('true is a name, and so is one of 100 characters or of a deleted dataset', () => {
  assert.equal(made({ name: true }).doc.name, 'true');
  assert.equal(errorsOf({ name: 'n'.repeat(100) }), 'accepted');
  assert.equal(errorsOf({ name: 'gone' }), 'accepted');
});

test('a title is trimmed, and the name takes the place of an empty one', () => {
  for (const title of [undefined, null, '', '   ']) assert.equal(made({ title }).doc.title, 'ponds');
  assert.equal(made({ title: '  spaces around  ' }).doc.title, 'spaces around');
  assert.equal(made({ title: { b: 1, a: 'x' } }).doc.title, '{"a": "x", "b": 1}');
});

test('numbers, lists and objects in text fields become their JSON text', () => {
  const { doc } = made({ notes: 5, author: 1.5, maintainer: true, url: ['a', 'b'], license_id: { b: 1, a: [2] }, version: null });

  assert.deepEqual(
    [doc.notes, doc.author, doc.maintainer, doc.url, doc.license_id, doc.version],
    ['5', '1.5', 'true', '["a", "b"]', '{"a": [2], "b": 1}', null],
  );
});

test('an e-mail address is checked after trimming, and empty text is none', () => {
  assert.equal(made({ author_email: ' ann@localhost ' }).doc.author_email, 'ann@localhost');
  assert.equal(made({ author_email: '' }).doc.author_email, '');
  for (const bad of [
    'plain',
    'a b@example.org',
    '@example.org',
    'a@',
    'a..b@example.org',
    '.a@example.org',
    'a@example.org.',
    'a@-example.org',
    'ü@example.org',
    'a@exa_mple.org',
    'Ann <a@example.org>',
  ]) {
    assert.deepEqual(errorsOf({ maintainer_email: bad }), { maintainer_email: [`Email ${bad} is not a valid format`] });
  }
  assert.deepEqual(errorsOf({ author_email: ['a@b.org'] }), { author_email: ['Email ["a@b.org"] is not a valid format'] });
});

test('an organization must be given, exist, be alive and take datasets of the actor', () => {
  const missing = { owner_org: ['An organization must be provided'] };
  for (const owner_org of [undefined, null, '']) assert.deepEqual(errorsOf({ owner_org }), missing);
  for (const owner_org of ['nowhere', ' ', 5, [], 'closed'])
    assert.deepEqual(errorsOf({ owner_org }), { owner_org: ['Organization does not exist'] });
  assert.deepEqual(errorsOf({ owner_org: 'parks' }), { owner_org: ['You cannot add a dataset to this organization'] });
  assert.equal(made({ owner_org: 'parks' }, { sysadmin: true }).doc.owner_org, id(2));
});

test('a group in the place of the organization is not found', () => {
  assert.throws(() => errorsOf({ owner_org: 'rivers' }, { sysadmin: true }), NotFound);
});

test('where datasets need no organization, only private ones do', () => {
  assert.equal(made({ owner_org: null }, { unowned: true }).doc.owner_org, null);
  assert.deepEqual(errorsOf({ owner_org: '', private: true }, { unowned: true }), {
    private: ["Datasets with no organization can't be private."],
  });
  assert.deepEqual(errorsOf({ owner_org: undefined, private: 'yes' }), {
    owner_org: ['An organization must be provided'],
    private: ["Datasets with no organization can't be private."],
  });
});

test('few texts make a dataset private, all others do not, and numbers are refused', () => {
  for (const yes of ['true', 'True', 'YES', 'y', 't', '1', true]) assert.equal(made({ private: yes }).doc.private, true);
  for (const no of ['on', 'false', 'junk', '', ' true ', null]) assert.equal(made({ private: no }).doc.private, false);
  for (const bad of [1, [], {}]) assert.deepEqual(errorsOf({ private: bad }), { private: ['Must be true or false'] });
});

test('only a sysadmin chooses the id, and only a free UUID', () => {
  assert.equal(made({ id: id(5) }, { sysadmin: true }).id, id(5));
  assert.deepEqual(errorsOf({ id: id(60) }, { sysadmin: true }), { id: ['Dataset id already exists'] });
  assert.deepEqual(errorsOf({ id: '' }, { sysadmin: true }), { id: ['Invalid id provided'] });
  assert.deepEqual(errorsOf({ id: id(5) }), { id: ['The input field id was not expected.'] });
  assert.equal(made({ id: '' }).id, undefined);
});

test('type is free text, state is heard from sysadmins only', () => {
  assert.equal(made({ type: 5 }).doc.type, '5');
  assert.equal(made({ type: '' }).doc.type, 'dataset');
  assert.equal(made({ state: 'draft' }).doc.state, 'active');
  assert.equal(made({ state: 'draft' }, { sysadmin: true }).doc.state, 'draft');
});

test('data of plugins is for sysadmins and an object', () => {
  assert.deepEqual(made({ plugin_data: { p: 1 } }, { sysadmin: true }).pluginData, { p: 1 });
  assert.equal(made({ plugin_data: 'x' }).pluginData, undefined);
  assert.deepEqual(errorsOf({ plugin_data: [1] }, { sysadmin: true }), { plugin_data: ['The value should be a valid JSON object'] });
});

test('groups come by id or name, unknown ones and organizations are passed over', () => {
  assert.deepEqual(made({ groups: [{ name: 'rivers' }, { id: id(4) }, { name: 'nope' }, { id: id(1) }, { title: 'Zeta' }] }).groups, [
    id(4),
  ]);
});

test('unknown keys are dropped, unless they hold lists of objects', () => {
  assert.equal('unknown' in made({ unknown: 'x', organization: { id: 'y' }, nested: [[1]] }).doc, false);
  assert.deepEqual(errorsOf({ contacts: [{ name: 'Ann' }] }), { __junk: ["The input field [('contacts', 0, 'name')] was not expected."] });
});

test('null characters and broken Unicode are refused where they stand', () => {
  assert.deepEqual(errorsOf({ notes: 'a\0b', author: '\ud800' }), {
    notes: ['Null characters are not allowed'],
    author: ['Text is not valid Unicode'],
  });
  assert.deepEqual(errorsOf({ tags: [{ name: 'a\0b' }] }), { tags: ['Null characters are not allowed'] });
});

test('all errors come at once', () => {
  const errors = errorsOf({
    name: 'Not OK',
    owner_org: 'nope',
    author_email: 'x',
    version: 'v'.repeat(101),
    private: true,
    tags: [{ name: 'a' }, { name: 'fine' }],
    extras: [{ key: 'x' }, { key: 'ok', value: 1 }],
    resources: [{ url: 'a' }, { size: 'big' }, { last_modified: 'x', created: 'y' }],
  });

  assert.deepEqual(errors, {
    name: [FORM],
    owner_org: ['Organization does not exist'],
    author_email: ['Email x is not a valid format'],
    version: ['Version must be a maximum of 100 characters long'],
    tags: ['Tag "a" length is less than minimum 2'],
    extras: [{ value: ['Missing value'] }, {}],
    resources: [{}, { size: ['Invalid integer'] }, { last_modified: ['Date format incorrect'], created: ['Date format incorrect'] }],
  });
});
