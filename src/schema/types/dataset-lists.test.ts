import assert from 'node:assert/strict';
import test from 'node:test';
import { IntegrityError } from '#domain/errors.ts';
import { aContext, anUpdate, id } from '../contexts-for-tests.ts';
import type { Input } from '../field.ts';
import type { CleanDataset } from './dataset.ts';
import { DATASET, validateDataset } from './dataset.ts';

const BASE = { name: 'ponds', owner_org: 'water-board' };
const errorsOf = (input: Input): unknown => {
  const result = validateDataset(DATASET, { ...BASE, ...input }, aContext());
  return result.ok ? 'accepted' : result.errors;
};
const made = (input: Input): CleanDataset => {
  const result = validateDataset(DATASET, { ...BASE, ...input }, aContext());
  if (!result.ok) assert.fail(JSON.stringify(result.errors));
  return result.value;
};
const refusal = (input: Input): IntegrityError => {
  try {
    errorsOf(input);
  } catch (error) {
    if (error instanceof IntegrityError) return error;
  }
  return assert.fail('not refused');
};

const CHARACTERS = (name: string) =>
  `Tag "${name}" can only contain alphanumeric characters, spaces (" "), hyphens ("-"), underscores ("_") or dots (".")`;
const TAKEN = { key: ['There is a schema field with the same name'] };

test('what is no list of objects is refused with the Python name of its type', () => {
  const cases: [unknown, string][] = [
    ['water', 'str'],
    [['water'], 'list'],
    [[null], 'list'],
    [{ name: 'x' }, 'dict'],
    [5, 'int'],
    [1.5, 'float'],
    [true, 'bool'],
    [null, 'NoneType'],
  ];

  for (const [value, type] of cases) {
    for (const field of ['tags', 'extras', 'resources', 'groups', 'relationships_as_subject']) {
      assert.equal(
        refusal({ [field]: value }).message,
        `Only lists of dicts can be placed against subschema ('${field}',), not <class '${type}'>`,
      );
    }
  }
  assert.equal(refusal({ tags: [{ name: 'ok' }, 'water'] }).message, 'Values in lists need to be dicts');
});

test('the echo of a refusal holds the type that was added, a patch echoes what its caller sent', () => {
  assert.deepEqual(refusal({ tags: 'x' }).data, { ...BASE, tags: 'x', type: 'dataset' });

  const echo = { id: id(20), tags: ['x'] };
  assert.throws(() => validateDataset(DATASET, { tags: ['x'] }, anUpdate({}, { echo })), { data: echo });
  assert.throws(() => validateDataset(DATASET, { id: id(20), tags: 'x' }, anUpdate()), {
    data: { id: id(20), tags: 'x', type: 'dataset' },
  });
});

test('empty objects in lists take no place', () => {
  const { tags, extras, groups, resources } = made({
    tags: [{}],
    extras: [{}],
    groups: [{}],
    resources: [{}],
    relationships_as_object: [{}],
  });
  assert.deepEqual([tags, extras, groups, resources], [[], [], [], []]);
  assert.deepEqual(errorsOf({ extras: [{ key: 'name', value: '1' }, { value: '1' }, {}], resources: [{}, { size: [] }] }), {
    extras: [TAKEN, { key: ['Missing value'] }],
    resources: [{ size: ['Invalid integer'] }],
  });
});

test('errors of tags are texts, those of one tag in one text', () => {
  assert.deepEqual(errorsOf({ tags: [{ name: 'no/slash' }, { name: 'ok' }, { name: '!' }] }), {
    tags: [CHARACTERS('no/slash'), `Tag "!" length is less than minimum 2, ${CHARACTERS('!')}`],
  });
  for (const name of ['', null, undefined])
    assert.deepEqual(errorsOf({ tags: [{ name, display_name: 'x' }] }), { tags: ['Missing value'] });
  assert.deepEqual(errorsOf({ tags: [{ name: ['x', 'y'] }] }), { tags: [CHARACTERS('["x", "y"]')] });
  for (const name of ['👍👍', 'tab\ttag', 'new\nline', 'end\n', 'a\u00a0b'])
    assert.deepEqual(errorsOf({ tags: [{ name }] }), { tags: [CHARACTERS(name)] });
});

test('a tag of an unknown vocabulary is an object among the errors', () => {
  for (const vocabulary_id of ['nope', '']) {
    assert.deepEqual(errorsOf({ tags: [{ name: 'okay', vocabulary_id }] }), {
      tags: [{ vocabulary_id: ['Tag vocabulary was not found.'] }],
    });
  }
  assert.deepEqual(made({ tags: [{ name: 'okay', vocabulary_id: id(70) }] }).tags, [{ name: 'okay', vocabulary_id: id(70) }]);
});

test('tags keep their case and spaces, come once each and in order', () => {
  const { tags } = made({
    tags: [{ name: 'Zoo' }, { name: 'alpha' }, { name: 'Alpha' }, { name: 'alpha' }, { name: ' padded ' }],
    tag_string: 'beta, alpha ,, ',
  });
  assert.deepEqual(
    tags.map((tag) => tag.name),
    [' padded ', 'Alpha', 'Zoo', 'alpha', 'beta'],
  );
});

test('tags in one text are checked under their own field', () => {
  assert.deepEqual(errorsOf({ tag_string: 'x,!' }), { tag_string: ['Tag "x" length is less than minimum 2'] });
  assert.deepEqual(
    made({ tag_string: ['a1', 'b1'] }).tags.map((tag) => tag.name),
    ['a1', 'b1'],
  );
  for (const bad of [5, [5], {}]) assert.deepEqual(errorsOf({ tag_string: bad }), { tag_string: ['Must be a string'] });
});

test('extras are kept as text by key; null values and deleted items go', () => {
  const { extras } = made({
    extras: [
      { key: 'zebra', value: 5 },
      { key: 'Apple', value: true },
      { key: 'nul', value: null },
      { key: 'k', value: 'v', deleted: true },
      { key: 5, value: '' },
    ],
  });
  assert.deepEqual(extras, [
    { key: '5', value: '' },
    { key: 'Apple', value: 'true' },
    { key: 'zebra', value: '5' },
  ]);
});

test('faults of extras stand in parallel to them', () => {
  assert.deepEqual(errorsOf({ extras: [{ key: 'k' }] }), { extras: [{ value: ['Missing value'] }] });
  for (const key of ['', null, undefined])
    assert.deepEqual(errorsOf({ extras: [{ key, value: 'v' }] }), { extras: [{ key: ['Missing value'] }] });
  assert.deepEqual(errorsOf({ extras: [{ key: 'k', value: 'v', id: 'x' }] }), { extras: [{ id: ['Invalid id provided'] }] });
  for (const value of [[1], { a: 1 }])
    assert.deepEqual(errorsOf({ extras: [{ key: 'k', value }] }), { extras: [{ value: ['Must be a string'] }] });
});

test('the key of an extra may be no field, but may be what is computed', () => {
  for (const key of ['id', 'title', 'tags', 'groups', 'owner_org', 'extras', 'resources', 'tag_string', 'plugin_data', 'save', 'private']) {
    assert.deepEqual(
      errorsOf({
        extras: [
          { key: 'ok', value: 'v' },
          { key, value: 'v' },
        ],
      }),
      { extras: [{}, TAKEN] },
      key,
    );
  }
  for (const key of ['metadata_created', 'organization', 'isopen', 'num_tags', 'license_title'])
    assert.equal(errorsOf({ extras: [{ key, value: 'v' }] }), 'accepted', key);
});

test('the first key that comes twice is told beside the extras', () => {
  const pair = (key: string) => ({ key, value: '1' });
  assert.deepEqual(errorsOf({ extras: [pair('d'), pair('e'), pair('d'), pair('e')], tags: [{ name: 'x' }] }), {
    extras_validation: ['Duplicate key "d"'],
    tags: ['Tag "x" length is less than minimum 2'],
  });
});

test('relationships in the body need one of the eight types', () => {
  const message =
    "Value must be one of ['depends_on', 'dependency_of', 'derives_from', 'has_derivation', 'links_to', 'linked_from', 'child_of', 'parent_of']";
  assert.deepEqual(errorsOf({ relationships_as_subject: [{ object: 'b', type: 'likes' }] }), {
    relationships_as_subject: [{ type: [message] }],
  });
  assert.deepEqual(errorsOf({ relationships_as_object: [{ object: 'b' }] }), { relationships_as_object: [{ type: ['Missing value'] }] });
});
