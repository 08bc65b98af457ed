/** The log as programs and people read it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logTo } from './log.ts';

function said(isRead: boolean, least: string, ...lines: Record<string, unknown>[]): string[] {
  const out: string[] = [];
  const log = logTo({ error: (line) => out.push(line), isRead }, least);
  for (const line of lines) log(line);
  return out;
}

const request = { level: 'info', msg: 'request', id: 'r-1', method: 'GET', path: '/dataset', status: 200, milliseconds: 3.1, user: 'u' };

test('programs get an object a line, from the least level on', () => {
  const lines = said(false, 'warn', { level: 'debug', msg: 'no' }, request, { level: 'warn', msg: 'yes\nyes' });

  assert.equal(lines.length, 1);
  const { time, ...line } = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  assert.deepEqual(line, { level: 'warn', msg: 'yes\nyes' });
  assert.match(String(time), /^\d{4}-\d\d-\d\dT.*Z$/);
});

test('people get a sentence a line', () => {
  const [line = ''] = said(true, 'info', request);

  assert.match(line, /^\d\d:\d\d:\d\d\.\d{3} info {2}request GET \/dataset 200 3\.1 ms id=r-1 user=u$/);
});

test('a cause keeps its lines, and nothing from outside moves the cursor', () => {
  const [line = ''] = said(true, 'info', { level: 'error', msg: 'fault', path: '/\u001b[2Jx', error: 'Error: no\n    at here' });

  assert.match(line, /error fault \/\ufffd\[2Jx\n {2}Error: no\n {6}at here$/);
});

test('silence is silent', () => {
  assert.deepEqual(said(false, 'silent', { level: 'error', msg: 'x' }), []);
});
