import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDate } from './dates.ts';

test('ISO dates and times become naive UTC', () => {
  const cases: [string, string][] = [
    ['2020-01-02', '2020-01-02T00:00:00'],
    ['2020-01-02T03:04:05', '2020-01-02T03:04:05'],
    ['2020-01-02 03:04:05', '2020-01-02T03:04:05'],
    ['2020-01-02T03:04:05.123456', '2020-01-02T03:04:05.123456'],
    ['2001-02-03T04:05:06.789', '2001-02-03T04:05:06.789000'],
    ['2020-01-02T03:04:05Z', '2020-01-02T03:04:05'],
    ['2020-01-02T03:04:05+02:00', '2020-01-02T01:04:05'],
    ['2020-01-01T01:00-0330', '2020-01-01T04:30:00'],
    ['2020-01-02T03:04', '2020-01-02T03:04:00'],
    ['20200102', '2020-01-02T00:00:00'],
    ['2020-01-02T03:04:05.000000', '2020-01-02T03:04:05'],
    ['0099-01-01', '0099-01-01T00:00:00'],
  ];
  for (const [given, expected] of cases) assert.equal(parseDate(given), expected, given);
});

test('groups of digits are read in their order', () => {
  assert.equal(parseDate('2020-1-2'), '2020-01-02T00:00:00');
  assert.equal(parseDate('2020/01/02 3:4'), '2020-01-02T03:04:00');
});

test('what is no moment is none', () => {
  for (const bad of [
    '2020-01',
    '2020',
    '',
    '2020-13-01',
    '2020-02-30',
    'yesterday',
    '01/02/2020',
    '2020-01-02T25:00:00',
    ' 2020-01-02 ',
    'January 2020',
    '2020-01-02x',
    '9999-12-31T23:59:59-01:00',
    '1'.repeat(5000),
  ]) {
    assert.equal(parseDate(bad), undefined, bad);
  }
});
