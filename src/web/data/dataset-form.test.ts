import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATASET, DATASET_FIELDS, defineDatasetType } from '#schema/types/dataset.ts';
import { field, textField } from '#schema/types/field-makers.ts';
import type { DatasetDict } from './dataset.ts';
import { changesOfForm, formOfDataset, formOfRequest, inputOfForm, sectionsOf, textsOf } from './dataset-form.ts';
import { dataOf, guessedFormat, resourceFields } from './resource-form.ts';

const plain = sectionsOf(DATASET);
const dataset: DatasetDict = {
  id: 'id-1',
  name: 'lakes',
  title: 'Lakes',
  notes: null,
  private: true,
  metadata_modified: '2026-01-01T00:00:00',
  tags: [{ name: 'deep' }, { name: 'wide', vocabulary_id: 'v-1' } as never],
  extras: [
    { key: 'b', value: '2' },
    { key: 'a', value: '1' },
  ],
};

test('every field of a type has a place in its form, and none that the catalogue keeps for itself', () => {
  const type = defineDatasetType({
    name: 'bc',
    label: 'Record',
    fields: [
      ...DATASET_FIELDS,
      field('audience', 'Audience', 'choice', [], { choices: [{ value: 'all', label: 'All' }] }),
      textField('purpose', 'Purpose', { kind: 'markdown' }),
    ],
  });
  const sections = sectionsOf(type);
  const names = sections.flatMap(({ fields }) => fields.map(({ name }) => name));

  assert.deepEqual(sections.at(-1)?.title, 'More about the record');
  assert.deepEqual(
    sections.at(-1)?.fields.map(({ name }) => name),
    ['audience', 'purpose'],
  );
  assert.deepEqual(
    ['id', 'state', 'type', 'plugin_data', 'save', 'return_to', 'resources', 'groups'].filter((name) => names.includes(name)),
    [],
  );
  assert.equal(new Set(names).size, names.length);
});

test('a dataset that comes back from its form as it went is unchanged', () => {
  const form = formOfDataset(dataset, plain);

  assert.deepEqual(changesOfForm(form, dataset, plain), {});
  assert.deepEqual(changesOfForm(formOfRequest(form, plain), dataset, plain), {});
  assert.deepEqual(formOfRequest({}, plain, form), form);
});

test('line ends and the order of rows are no change', () => {
  const noted = { ...dataset, notes: 'a\nb' };
  const form = {
    ...formOfDataset(noted, plain),
    notes: 'a\r\nb',
    extras__0__key: 'a',
    extras__0__value: '1',
    extras__1__key: 'b',
    extras__1__value: '2',
  };

  assert.deepEqual(changesOfForm(formOfRequest(form, plain), noted, plain), {});
});

test('tags of vocabularies stay when the others are changed', () => {
  const form = { ...formOfDataset(dataset, plain), tag_string: 'deep, cold' };

  assert.equal(formOfDataset(dataset, plain).tag_string, 'deep');
  assert.deepEqual(changesOfForm(form, dataset, plain), { tag_string: 'deep, cold', tags: [{ name: 'wide', vocabulary_id: 'v-1' }] });
});

test('emptied rows are taken away', () => {
  const form = { ...formOfDataset(dataset, plain), extras__0__key: ' ', extras__0__value: '' };

  assert.deepEqual(changesOfForm(formOfRequest(form, plain), dataset, plain), { extras: [{ key: 'a', value: '1' }] });
});

test('a new dataset is given what was filled in and nothing else', () => {
  const form = formOfRequest({ title: 'New', notes: ' ', nosuch: 'x', state: 'active', id: 'mine' }, plain);

  assert.deepEqual(inputOfForm(form, plain), { title: 'New', private: 'False' });
});

test('boxes that are ticked are a list, and none ticked is an empty one', () => {
  const type = defineDatasetType({
    name: 'bc',
    label: 'Record',
    fields: [...DATASET_FIELDS, field('uses', 'Uses', 'choices', [], { choices: [] })],
  });
  const sections = sectionsOf(type);
  const stored = { ...dataset, uses: ['a', 'b'] } as DatasetDict;
  const sent = (uses: string | readonly string[]): unknown =>
    changesOfForm(formOfRequest({ ...formOfDataset(stored, sections), uses }, sections), stored, sections);

  assert.deepEqual(sent(['', 'a', 'b']), {});
  assert.deepEqual(sent(['', 'b']), { uses: ['b'] });
  assert.deepEqual(sent(''), { uses: [] });
});

test('two versions are compared by every field and all rows together', () => {
  const texts = new Map(textsOf(formOfDataset(dataset, plain), plain).map(({ name, text }) => [name, text]));

  assert.equal(texts.get('extras'), 'a: 1\nb: 2');
  assert.equal(texts.get('private'), 'True');
});

test('a format is guessed from the name of a file or the path of an address, not from a host', () => {
  const guesses = ['roads.csv', 'http://example.org/a/roads.geojson', 'http://example.org', 'example', '', 'http://example.com/'];

  assert.deepEqual(guesses.map(guessedFormat), ['CSV', 'GeoJSON', '', '', '', '']);
});

test('the form of a resource asks for its name first and for nothing that the file tells', () => {
  const names = resourceFields(DATASET).map(({ name }) => name);

  assert.deepEqual(names, ['name', 'description', 'format']);
  assert.equal(dataOf({ id: '1', url: 'http://x/y' }), 'http://x/y');
});
