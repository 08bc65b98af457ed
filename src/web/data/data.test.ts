import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadRequest } from '#domain/errors.ts';
import { accessTo, resourceTitle } from './dataset.ts';
import { boundingBox } from './extent.ts';
import { type GroupDict, totalCount, treeOf } from './group.ts';
import { pageNumber } from './paging.ts';
import { anyOf, readSearch, searchAddress, without } from './search.ts';

const group = (name: string, ...parents: string[]): GroupDict => ({
  id: name,
  name,
  package_count: 1,
  groups: parents.map((parent) => ({ name: parent })),
});

test('organizations make a tree, whatever their parents say', () => {
  const tree = treeOf([
    group('a'),
    group('b', 'a'),
    group('c', 'b', 'a'),
    group('self', 'self'),
    group('x', 'y'),
    group('y', 'x'),
    group('lost', 'nosuch'),
  ]);

  assert.deepEqual(
    tree.map((branch) => branch.group.name),
    ['a', 'self', 'lost', 'x'],
  );
  assert.deepEqual(
    tree[0]?.children.map((branch) => branch.group.name),
    ['b', 'c'],
  );
  assert.deepEqual(
    tree[3]?.children.map((branch) => branch.group.name),
    ['y'],
  );
  assert.equal(tree[0] && totalCount(tree[0]), 3, 'c stands there twice and counts once');
});

test('a search is read from its address and written back', () => {
  const search = readSearch(
    { q: ' water ', tags: ['a b', 'c', ''], res_format: 'CSV', sort: 'name asc', page: '3', other: 'x', _tags_limit: '0' },
    ['tags', 'res_format'],
  );

  assert.equal(searchAddress('/dataset', search), '/dataset?q=water&tags=a+b&tags=c&res_format=CSV&_tags_limit=0&sort=name+asc');
  assert.equal(
    searchAddress('/dataset', search, { chosen: without(search.chosen, 'tags', 'c'), page: 2 }),
    '/dataset?q=water&tags=a+b&res_format=CSV&_tags_limit=0&sort=name+asc&page=2',
  );
  assert.equal(anyOf('tags', ['a"b', 'c\\']), 'tags:("a\\"b" OR "c\\\\")');
});

test('an address may filter by fields that have no box, and what others hang on it is passed over', () => {
  const search = readSearch(
    {
      author: 'Ann',
      extras_theme: ['a', 'b'],
      utm_source: 'mail',
      fbclid: 'x',
      ext_bbox: '1,2,3,4',
      _page: '2',
      constructor: 'y',
      tags: 'a',
    },
    ['tags'],
  );

  assert.equal(searchAddress('/dataset', search), '/dataset?tags=a&author=Ann&extras_theme=a&extras_theme=b');
});

test('pages are counted from 1', () => {
  assert.deepEqual([pageNumber({}), pageNumber({ page: '7' })], [1, 7]);
  for (const page of ['0', 'x', '-1', '1.5', '9'.repeat(9)]) assert.throws(() => pageNumber({ page }), BadRequest);
});

test('a resource leads to its data by the right word, or not at all', () => {
  const site = 'https://data.example.org';
  const access = (url: string, format: string): unknown => accessTo({ id: 'r', url, format }, site);

  assert.deepEqual(access(`${site}/dataset/d/resource/r/download/a.csv`, 'CSV'), {
    href: `${site}/dataset/d/resource/r/download/a.csv`,
    verb: 'Download',
    elsewhere: false,
  });
  assert.deepEqual(access('https://maps.example.org/wms', 'WMS'), {
    href: 'https://maps.example.org/wms',
    verb: 'Open service',
    elsewhere: true,
  });
  assert.equal(access('javascript:alert(1)', 'HTML'), undefined);
  assert.equal(resourceTitle({ id: 'r', url: 'https://x.example/a%20b.csv?x=1' }), 'a b.csv');
  assert.equal(resourceTitle({ id: 'r', name: ' ', url: '%zz' }), '%zz');
});

test('an extent is put into words', () => {
  assert.equal(
    boundingBox('{"type":"Polygon","coordinates":[[[-139.06,48.3],[-114.03,60.0],[-139.06,48.3]]]}'),
    '48.3° N to 60° N, 139.06° W to 114.03° W',
  );
  assert.deepEqual(['[', 'null', '{}', '{"coordinates":["x"]}', 5].map(boundingBox), Array(5).fill(undefined));
});
