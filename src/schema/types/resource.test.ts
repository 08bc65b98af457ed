import assert from 'node:assert/strict';
import test from 'node:test';
import { anUpdate, id, NOW } from '../contexts-for-tests.ts';
import type { Input } from '../field.ts';
import type { DatasetContext, Upload } from './dataset-context.ts';
import { DATASET } from './dataset.ts';
import type { CleanResource } from './resource.ts';
import { patchedResource, validateResource } from './resource.ts';

class AFile implements Upload {
  readonly filename: string;
  readonly size: number;
  constructor(filename: string, size = 8) {
    this.filename = filename;
    this.size = size;
  }
}

const context = (stored?: Input): DatasetContext => ({
  ...anUpdate(),
  mode: stored === undefined ? 'create' : 'update',
  stored,
  uploadOf: (value) => (value instanceof AFile ? value : undefined),
});
const check = (input: Input, stored?: Input): CleanResource => {
  const result = validateResource(DATASET, input, context(stored));
  if (!result.ok) assert.fail(JSON.stringify(result.errors));
  return result.value;
};
const made = (input: Input): Readonly<Record<string, unknown>> => check(input).doc;
const errorsOf = (input: Input): unknown => {
  const result = validateResource(DATASET, input, context());
  return result.ok ? 'accepted' : result.errors;
};

test('a resource of nothing has its defaults', () => {
  assert.deepEqual(made({ package_id: 'x' }), {
    url_type: null,
    url: '',
    name: null,
    description: null,
    format: '',
    mimetype: null,
    mimetype_inner: null,
    size: null,
    hash: '',
    resource_type: null,
    cache_url: null,
    cache_last_updated: null,
    last_modified: null,
    created: NOW,
  });
});

test('format and media type are guessed from the address', () => {
  const cases: [string, string, string | null][] = [
    ['http://example.org/a.csv', 'CSV', 'text/csv'],
    ['http://example.org/A.CSV', 'CSV', 'text/csv'],
    ['http://example.org/a.json?x=1', '', null],
    ['http://example.org/a.csv#frag', '', null],
    ['http://example.org/a.tar.gz', 'TAR', 'application/x-tar'],
    ['http://example.org/a.geojson', 'GeoJSON', 'application/geo+json'],
    ['http://example.org/a.xlsx', 'XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['http://example.org', '', null],
    ['http://example.org/a.b/c', '', null],
    ['a.pdf', 'PDF', 'application/pdf'],
    ['http://example.org/a?file=b.csv', 'CSV', 'text/csv'],
    ['http://example.org/x.xml', 'XML', 'application/xml'],
    ['http://example.org/x.kml', 'KML', 'application/vnd.google-earth.kml+xml'],
    ['data:text/plain,x', 'TXT', 'text/plain'],
    ['C:\\file.csv', 'CSV', 'text/csv'],
  ];

  for (const [url, format, mimetype] of cases) {
    const doc = made({ url });
    assert.deepEqual([doc.format, doc.mimetype], [format, mimetype], url);
  }
});

test('what the caller says wins over a guess, and empty media type is something said', () => {
  const doc = made({ url: 'http://example.org/a.csv', format: 'pdf', mimetype: '' });
  assert.deepEqual([doc.format, doc.mimetype], ['PDF', '']);
});

test('known formats are written the standard way, others and spaces are left', () => {
  const cases = {
    'text/csv': 'CSV',
    GEOJSON: 'GeoJSON',
    jpg: 'JPEG',
    htm: 'HTML',
    'esri shapefile': 'SHP',
    'application/vnd.ms-excel': 'XLS',
    ' csv ': ' csv ',
    '.csv': '.csv',
    'My Format': 'My Format',
  };
  for (const [given, expected] of Object.entries(cases)) assert.equal(made({ format: given }).format, expected);
});

test('sizes are whole numbers in many forms', () => {
  const good: [unknown, number | null][] = [
    [0, 0],
    ['12', 12],
    [' 12 ', 12],
    ['012', 12],
    [-5, -5],
    ['-5', -5],
    [9007199254740991, 9007199254740991],
    ['', null],
    [null, null],
    [true, 1],
    [false, 0],
  ];
  for (const [size, expected] of good) assert.equal(made({ size }).size, expected);
  for (const size of ['1,000', '1e3', 12.5, '12.0', [], {}, 'x', 1e300])
    assert.deepEqual(errorsOf({ size }), { size: ['Invalid integer'] });
});

test('errors are those of the fields, flat and all at once', () => {
  assert.deepEqual(errorsOf({ created: 'x', last_modified: 'y', cache_last_updated: 'z', size: [], id: 'junk' }), {
    id: ['Invalid id provided'],
    size: ['Invalid integer'],
    created: ['Date format incorrect'],
    last_modified: ['Date format incorrect'],
    cache_last_updated: ['Date format incorrect'],
  });
  assert.deepEqual(errorsOf({ url: 5, format: ['x'] }), { url: ['Must be a string'], format: ['Must be a string'] });
});

test('keys that are no fields are kept as they are; those of the catalogue are not', () => {
  const doc = made({
    custom: { a: [1, { b: null }] },
    list: [{ a: 1 }],
    nothing: null,
    extras: { a: 1 },
    position: 4,
    state: 'deleted',
    package_id: 'x',
    tracking_summary: {},
    upload: 'text',
    ['__proto__']: 1,
  });

  assert.deepEqual(doc.custom, { a: [1, { b: null }] });
  assert.deepEqual([doc.list, doc.nothing], [[{ a: 1 }], null]);
  for (const key of ['extras', 'position', 'state', 'package_id', 'tracking_summary', 'upload']) assert.equal(key in doc, false, key);
});

test('null characters in further keys are refused at the key', () => {
  assert.deepEqual(errorsOf({ custom: { deep: ['a\0'] } }), { custom: ['Null characters are not allowed'] });
});

test('a file gives name, kind, size, media type, format and time', () => {
  const resource = check({
    upload: new AFile('My Data File.CSV'),
    url: 'http://example.org/ignored',
    url_type: 'other',
    last_modified: '2001-01-01',
  });

  assert.ok(resource.upload instanceof AFile);
  const { url, url_type, size, mimetype, format, last_modified } = resource.doc;
  assert.deepEqual([url, url_type, size, mimetype, format, last_modified], ['my-data-file.csv', 'upload', 8, 'text/csv', 'CSV', NOW]);
});

test('size and media type that the caller gives win over those of the file', () => {
  const doc = made({ upload: new AFile('data.csv'), size: '999', mimetype: 'x/y' });
  assert.deepEqual([doc.size, doc.mimetype], [999, 'x/y']);
});

test('clear_upload makes a link of an upload, unless a file comes too', () => {
  const stored = { id: id(30), url: 'data.csv', url_type: 'upload', format: 'CSV', size: 8 };
  const cleared = check({ id: id(30), clear_upload: 'true', url: 'http://example.org/link.csv' }, stored);
  assert.deepEqual([cleared.doc.url, cleared.doc.url_type, cleared.clearUpload], ['http://example.org/link.csv', '', true]);
  assert.equal(check({ clear_upload: 'true', upload: new AFile('data.csv') }).clearUpload, false);
});

test('an update of an upload keeps its file when it says nothing of it', () => {
  const stored = { id: id(30), url: 'http://site/download/data.csv', url_type: 'upload' };
  assert.equal(check({ id: id(30), name: 'N' }, stored).doc.url, 'data.csv');
});

test('a patch with a file takes the size of the file and leaves the media type', () => {
  const stored = { id: id(30), url: 'old.csv', url_type: 'upload', size: 5, mimetype: 'text/csv', format: 'CSV', custom: 'c' };
  const { doc } = check(patchedResource(stored, { id: id(30), upload: new AFile('new.json', 9) }, context(stored)), stored);
  assert.deepEqual([doc.url, doc.size, doc.mimetype, doc.format, doc.custom], ['new.json', 9, 'text/csv', 'CSV', 'c']);
});

test('an update keeps what it says nothing of in the fields that CKAN keeps', () => {
  const stored = {
    id: id(30),
    url: 'http://example.org/a.csv',
    name: 'A',
    description: 'D',
    format: 'CSV',
    mimetype: 'text/csv',
    size: 3,
    hash: 'h',
    datastore_active: true,
    custom: 'c',
  };
  const { doc } = check({ id: id(30), size: null }, stored);
  assert.deepEqual(
    [doc.url, doc.name, doc.description, doc.format, doc.mimetype, doc.size, doc.hash, doc.datastore_active, doc.custom],
    ['', 'A', null, 'CSV', null, 3, 'h', true, undefined],
  );
});
