import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { IntegrityError, NotFound } from '#domain/errors.ts';
import { aContext, aGroupContext, anUpdate, aUserContext, id } from './contexts-for-tests.ts';
import type { Input, Result } from './field.ts';
import { DATASET, validateDataset } from './types/dataset.ts';
import { GROUP, validateGroup } from './types/group.ts';
import { RESOURCE_FIELDS, validateResource } from './types/resource.ts';
import { USER, validateUser } from './types/user.ts';

const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    'a\0b',
    '\ud800',
    '__proto__',
    'constructor',
    'taken',
    'water-board',
    'rivers',
    id(20),
    id(30),
    'NaN',
    '2020-01-01',
    '1',
  ),
);
const junk = fc.oneof(
  word,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>,
);
const objectOf = (names: Iterable<string>): fc.Arbitrary<Input> => fc.dictionary(fc.oneof(fc.constantFrom(...names), word), junk);
const itemNames = [
  'id',
  'key',
  'value',
  'name',
  'vocabulary_id',
  'deleted',
  'capacity',
  'type',
  ...RESOURCE_FIELDS.map((field) => field.name),
];
const record = (names: ReadonlySet<string>): fc.Arbitrary<Input> =>
  fc.dictionary(fc.oneof(fc.constantFrom(...names), word), fc.oneof(junk, fc.array(objectOf(itemNames), { maxLength: 3 })));

function storable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => storable(key) && storable(inner));
}

function holds(run: () => Result<unknown>): void {
  try {
    const result = run();
    if (result.ok) assert.ok(storable(result.value), JSON.stringify(result.value));
    else assert.ok(Object.keys(result.errors).length > 0);
  } catch (error) {
    assert.ok(error instanceof IntegrityError || error instanceof NotFound, String(error));
  }
}

const often = { numRuns: 1500 };

test('whatever is sent as a dataset is kept, refused by field or refused as no structure', () => {
  fc.assert(
    fc.property(record(DATASET.record.names), (input) => {
      holds(() => validateDataset(DATASET, input, aContext({ sysadmin: true })));
      holds(() => validateDataset(DATASET, { name: 'ok', owner_org: 'water-board', ...input }, aContext({ unowned: true })));
      holds(() => validateDataset(DATASET, input, anUpdate({ resources: [{ id: id(30), url: 'x', url_type: 'upload' }] })));
    }),
    often,
  );
});

test('whatever is sent as a resource, group or user is kept or refused', () => {
  fc.assert(
    fc.property(record(new Set([...itemNames, ...GROUP.record.names, ...USER.names, 'upload', 'clear_upload'])), (input) => {
      holds(() => validateResource(DATASET, input, aContext()));
      holds(() => validateResource(DATASET, input, { ...anUpdate(), stored: { id: id(30), url: 'a/b', url_type: 'upload' } }));
      holds(() => validateGroup(GROUP, { name: 'ok', ...input }, aGroupContext({ sysadmin: true })));
      holds(() =>
        validateGroup(
          GROUP,
          input,
          aGroupContext({ mode: 'update', current: { id: id(1), name: 'water-board', type: 'organization', dict: {} } }),
        ),
      );
      holds(() => validateUser({ name: 'bea', email: 'b@c.d', password: '12345678', ...input }, aUserContext()));
    }),
    often,
  );
});

test('nesting without end is refused at its field', () => {
  let deep: unknown = 'end';
  for (let i = 0; i < 100_000; i += 1) deep = i % 2 === 0 ? [deep] : { a: deep };

  const result = validateDataset(DATASET, { name: 'ok', owner_org: 'water-board', notes: deep, resources: [{ custom: deep }] }, aContext());

  assert.deepEqual(result, { ok: false, errors: { notes: ['Nested too deeply'], resources: [{ custom: ['Nested too deeply'] }] } });
});
