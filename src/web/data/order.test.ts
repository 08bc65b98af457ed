import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movedBy, placedAt } from './order.ts';

const items = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const ids = (list: readonly { id: string }[]): string => list.map(({ id }) => id).join('');
const placed = (numbers: Readonly<Record<string, number>>): string =>
  ids(placedAt(items, ({ id }) => numbers[id] ?? items.findIndex((item) => item.id === id) + 1));

test('an item moves one place and no further than the ends', () => {
  assert.equal(ids(movedBy(items, 'c', -1)), 'acbde');
  assert.equal(ids(movedBy(items, 'c', 1)), 'abdce');
  assert.equal(ids(movedBy(items, 'a', -1)), 'abcde');
  assert.equal(ids(movedBy(items, 'e', 1)), 'abcde');
  assert.equal(ids(movedBy(items, 'x', 1)), 'abcde');
});

test('a numbered item stands at its number, up or down, and the others keep their order', () => {
  assert.equal(placed({ d: 2 }), 'adbce');
  assert.equal(placed({ b: 4 }), 'acdbe');
  assert.equal(placed({ a: 5, e: 1 }), 'ebcda');
  assert.equal(placed({ a: 99, c: -3 }), 'cbdea');
  assert.equal(placed({ b: Number.NaN }), 'abcde');
});
