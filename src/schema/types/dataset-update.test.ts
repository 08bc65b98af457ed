import assert from 'node:assert/strict';
import test from 'node:test';
import { anUpdate, id } from '../contexts-for-tests.ts';
import type { Input } from '../field.ts';
import type { CleanDataset } from './dataset.ts';
import { DATASET, validateDataset } from './dataset.ts';

type Changes = Parameters<typeof anUpdate>[1];

const updated = (input: Input, dict: Input = {}, changes: Changes = {}): CleanDataset => {
  const result = validateDataset(DATASET, input, anUpdate(dict, changes));
  if (!result.ok) assert.fail(JSON.stringify(result.errors));
  return result.value;
};
const errorsOf = (input: Input, dict: Input = {}, changes: Changes = {}): unknown => {
  const result = validateDataset(DATASET, input, anUpdate(dict, changes));
  return result.ok ? 'accepted' : result.errors;
};

const RESOURCE = {
  id: id(30),
  url: 'http://example.org/1',
  name: 'one',
  description: 'first',
  format: 'CSV',
  custom: 'c',
  size: 5,
  hash: 'h',
  mimetype: 'text/csv',
  created: '2020-01-01T00:00:00',
  last_modified: null,
  cache_url: 'u',
  url_type: null,
};

test('texts left out become null; name, owner, privacy, state and type stay', () => {
  const { doc, tags, extras, resources, id: same } = updated({ id: 'rivers' }, { private: true, resources: [RESOURCE] });

  assert.equal(same, id(20));
  assert.deepEqual([doc.notes, doc.author, doc.version], [null, null, null]);
  assert.deepEqual([doc.name, doc.owner_org, doc.private, doc.state, doc.type], ['rivers', id(1), true, 'active', 'dataset']);
  assert.deepEqual([tags, extras, resources], [[], [], []]);
});

test('a title left out or empty becomes the name', () => {
  for (const title of [undefined, null, '', '  ']) assert.equal(updated({ title }).doc.title, 'rivers');
  assert.equal(updated({ name: 'lakes' }).doc.title, 'lakes');
});

test('a name may stay, be null, but not be empty or anybody else’s, not even a deleted dataset’s', () => {
  assert.equal(updated({ name: null }).doc.name, 'rivers');
  assert.deepEqual(errorsOf({ name: '' }), { name: ['Must be at least 2 characters long', 'Name "" length is less than minimum 2'] });
  assert.deepEqual(errorsOf({ name: 'taken' }), { name: ['That URL is already in use.'] });
  assert.deepEqual(errorsOf({ name: 'gone' }), { name: ['That URL is already in use.'] });
});

test('only blank text asks for no organization', () => {
  assert.equal(updated({ owner_org: null }).doc.owner_org, id(1));
  assert.deepEqual(errorsOf({ owner_org: '', private: true }), { owner_org: ['An organization must be provided'] });
  assert.equal(updated({ owner_org: '' }, {}, { unowned: true }).doc.owner_org, null);
});

test('moving needs the right to add there, and the right to move at all', () => {
  assert.deepEqual(errorsOf({ owner_org: 'parks' }), { owner_org: ['You cannot add a dataset to this organization'] });
  assert.equal(updated({ owner_org: 'closed' }, { owner_org: id(3) }).doc.owner_org, id(3), 'it may stay where it is');
  const lookups = { mayMove: () => false };
  assert.deepEqual(errorsOf({ owner_org: 'nowhere' }, {}, { lookups }), {
    owner_org: ['You cannot move this dataset to another organization'],
  });
  assert.equal(errorsOf({ owner_org: id(1) }, {}, { lookups }), 'accepted');
});

test('type and id cannot be changed, state can by anybody who may update', () => {
  const { doc, id: same } = updated({ id: id(77), type: 'other', state: 'draft' });
  assert.deepEqual([same, doc.type, doc.state], [id(20), 'dataset', 'draft']);
  assert.equal(updated({ state: null }).doc.state, 'active');
});

test('a listed resource keeps its name, format, size, hash and dates, and loses text and further keys', () => {
  const { resources } = updated({ resources: [{ id: id(30) }] }, { resources: [RESOURCE] });

  assert.equal(resources[0]?.id, id(30));
  assert.equal(resources[0]?.stored, RESOURCE);
  assert.deepEqual(resources[0]?.doc, {
    url_type: null,
    url: '',
    name: 'one',
    description: null,
    format: 'CSV',
    mimetype: null,
    mimetype_inner: null,
    size: 5,
    hash: 'h',
    resource_type: null,
    cache_url: 'u',
    cache_last_updated: null,
    last_modified: null,
    created: '2020-01-01T00:00:00',
  });
});

test('a resource without an id, or with a free one, is new', () => {
  const { resources } = updated({ resources: [{ url: 'http://example.org/b.csv' }, { id: id(31), url: 'x' }] });

  assert.deepEqual(
    resources.map((one) => [one.id, one.stored]),
    [
      [undefined, undefined],
      [id(31), undefined],
    ],
  );
  assert.equal(resources[0]?.doc.mimetype, 'text/csv');
});

test('ids of other datasets, odd ids and ids that come twice are refused at their resource', () => {
  assert.deepEqual(errorsOf({ resources: [{ id: id(50), url: 'x' }] }), { resources: [{ id: ['Resource id already exists.'] }] });
  assert.deepEqual(errorsOf({ resources: [{ id: 'short', url: 'x' }] }), { resources: [{ id: ['Invalid id provided'] }] });
  assert.deepEqual(errorsOf({ resources: [{ id: id(31) }, { id: id(31) }] }), { resources: [{}, { id: ['Resource id already exists.'] }] });
});

test('sending back the address of an upload keeps its file name', () => {
  const upload = { ...RESOURCE, url_type: 'upload', url: 'http://site/dataset/d/resource/r/download/data.csv' };
  const { resources } = updated({ resources: [upload] }, { resources: [upload] });
  assert.equal(resources[0]?.doc.url, 'data.csv');
});
