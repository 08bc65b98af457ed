import assert from 'node:assert/strict';
import test from 'node:test';
import { findFormat, FORMATS, formatName } from './formats.ts';
import { guessMediaType } from './media-types.ts';

test('a format is known by its name, media type and other spellings, whatever their case', () => {
  for (const text of ['csv', 'CSV', 'text/csv', 'Text/CSV']) assert.equal(formatName(text), 'CSV');
  for (const text of ['shapefile', 'ESRI Shapefile', 'shp']) assert.equal(formatName(text), 'SHP');
  assert.equal(formatName('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'), 'XLSX');
});

test('unknown formats stay as they are, spaces included', () => {
  for (const text of ['My Format', ' csv ', '.csv', '']) assert.equal(formatName(text), text);
  assert.equal(findFormat('nope'), undefined);
});

test('no spelling belongs to two formats', () => {
  const spellings = FORMATS.flatMap(([name, , type, aliases]) => [...new Set([name, type, ...aliases].map((one) => one.toLowerCase()))]);
  assert.deepEqual(
    spellings.filter((one, i) => spellings.indexOf(one) !== i),
    [],
  );
});

test('endings of common data files lead to their format', () => {
  const cases: Record<string, string> = {
    'a.csv': 'CSV',
    'a.xls': 'XLS',
    'a.docx': 'DOCX',
    'a.kmz': 'KMZ',
    'a.gml': 'GML',
    'a.gpkg': 'GPKG',
    'a.zip': 'ZIP',
    'a.JPG': 'JPEG',
    'a.txt': 'TXT',
    'a.mdb': 'MDB',
    'a.rdf': 'RDF',
  };
  for (const [file, format] of Object.entries(cases)) assert.equal(formatName(guessMediaType(file) ?? ''), format, file);
});

test('what is inside a compressed file counts, and names without an ending tell nothing', () => {
  assert.equal(guessMediaType('a.csv.gz'), 'text/csv');
  assert.equal(guessMediaType('a.svgz'), 'image/svg+xml');
  for (const name of ['readme', '.csv', 'a.b/c', 'a.unknown', '', 'data:x']) assert.equal(guessMediaType(name), null, name);
});
