import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { resolveSettings } from '../config.ts';
import { makeClientAddress } from './client-address.ts';

const from = (trusted: readonly string[], remoteAddress: string, forwarded?: string): string =>
  makeClientAddress(trusted)({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage);

test('the header is believed of nobody unless the operator named him', () => {
  assert.equal(from([], '192.0.2.1', '198.51.100.7'), '192.0.2.1');
  assert.equal(from(['10.0.0.0/8'], '192.0.2.1', '198.51.100.7'), '192.0.2.1');
  assert.equal(from(['127.0.0.1'], '127.0.0.1', '198.51.100.7'), '198.51.100.7');
  assert.equal(from(['127.0.0.1'], '::ffff:127.0.0.1', '198.51.100.7'), '198.51.100.7');
  assert.equal(from(['::1', 'fd00::/8'], 'fd12::5', '2001:db8::7'), '2001:db8::7');
});

test('of a chain of proxies the last address that none of them vouches for counts', () => {
  const trusted = ['127.0.0.1', '10.0.0.0/8'];

  assert.equal(from(trusted, '127.0.0.1', '1.2.3.4, 198.51.100.7, 10.1.2.3'), '198.51.100.7');
  assert.equal(from(trusted, '127.0.0.1', '10.1.2.3'), '10.1.2.3');
  assert.equal(from(trusted, '127.0.0.1', 'unknown'), '127.0.0.1');
  assert.equal(from(trusted, '127.0.0.1', ''), '127.0.0.1');
  assert.equal(from(trusted, '127.0.0.1'), '127.0.0.1');
});

test('a port behind the address is no part of it', () => {
  assert.equal(from(['127.0.0.1'], '127.0.0.1', '198.51.100.7:5123'), '198.51.100.7');
  assert.equal(from(['127.0.0.1'], '127.0.0.1', '[2001:db8::7]:5123'), '2001:db8::7');
});

test('a setting that names no address stops the start', () => {
  const resolve = (value: string): unknown => resolveSettings([{ name: 'test', values: { 'kokanee.trusted_proxies': value } }]);

  resolve('127.0.0.1 ::1 10.0.0.0/8 fd00::/8');
  for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.0/x', '::/129', '1.2.3.4/8/9'])
    assert.throws(() => resolve(`127.0.0.1 ${wrong}`), {
      message: `The setting kokanee.trusted_proxies must hold addresses and networks such as 10.0.0.0/8, not "${wrong}".`,
    });
});
