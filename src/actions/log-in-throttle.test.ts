import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TooManyTries } from '#domain/errors.ts';
import { logInThrottle, networkOf, type Throttle } from './log-in-throttle.ts';

const MINUTE = 60_000;

/** A throttle with a clock of its own. */
function aThrottle(): Throttle & {
  pass: (milliseconds: number) => void;
  fails: (times: number, account?: string, address?: string) => number;
} {
  let time = 1_000_000;
  const throttle = logInThrottle(() => time);
  return {
    ...throttle,
    pass: (milliseconds) => {
      time += milliseconds;
    },
    /** How many of so many tries were let through. */
    fails: (times, account = 'ann', address = '192.0.2.1') => {
      let passed = 0;
      for (let n = 0; n < times; n++) {
        try {
          throttle.begin(account, address);
          passed++;
        } catch (error) {
          assert.ok(error instanceof TooManyTries);
        }
      }
      return passed;
    },
  };
}

test('ten tries are let through, then one after each pause, which the refusal tells', () => {
  const { begin, fails, pass } = aThrottle();

  assert.equal(fails(15), 10);
  assert.throws(() => begin('ann', '192.0.2.1'), {
    retryAfter: 90,
    message: 'Too many attempts to log in. Try again in 90 seconds.',
  });
  pass(89_000);
  assert.equal(fails(1), 0);
  pass(1_000);
  assert.equal(fails(2), 1);
  pass(15 * MINUTE);
  assert.equal(fails(20), 10);
});

test('tries that are still under way are counted', () => {
  const { begin } = aThrottle();
  const open = Array.from({ length: 10 }, () => begin('ann', '192.0.2.1'));

  assert.throws(() => begin('ann', '192.0.2.1'), TooManyTries);
  open[0]?.withdrawn();
  assert.doesNotThrow(() => begin('ann', '192.0.2.1'));
});

test('the right password takes its own failures from the account, and none from the network', () => {
  const { begin, fails } = aThrottle();
  fails(9);
  begin('ann', '192.0.2.1').succeeded();

  assert.equal(fails(20), 10);
  for (let n = 0; n < 40; n++) fails(2, `somebody-${n}`);
  begin('mine', '192.0.2.1').succeeded();
  assert.equal(fails(5, 'another'), 1);
});

test('spellings of one name are one name, and a long one is no matter', () => {
  const { fails } = aThrottle();

  assert.equal(fails(6, 'Ann@Example.org') + fails(6, ' ann@example.ORG '), 10);
  assert.equal(fails(11, 'x'.repeat(1e6)), 10);
});

test('another network may still log in, until very many of them guess', () => {
  const { fails } = aThrottle();
  fails(10);

  assert.equal(fails(1, 'ann', '192.0.2.2'), 1);
  let passed = 11;
  for (let n = 3; n < 40; n++) passed += fails(10, 'ann', `192.0.2.${n}`);
  assert.equal(passed, 100);
});

test('who logged in from a network is not shut out there by those who guess elsewhere', () => {
  const { begin, fails } = aThrottle();
  begin('ann', '198.51.100.7').succeeded();
  for (let n = 0; n < 40; n++) fails(10, 'ann', `192.0.2.${n}`);

  assert.equal(fails(1, 'ann', '203.0.113.9'), 0);
  assert.equal(fails(20, 'ann', '198.51.100.7'), 10);
});

test('a network is an IPv4 address, or the first half of an IPv6 address', () => {
  assert.deepEqual(
    ['192.0.2.1', '::ffff:192.0.2.1', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::9', '2001:0DB8:0001:2::', '::1', 'fe80::1%eth0', ''].map(
      networkOf,
    ),
    ['192.0.2.1', '192.0.2.1', '2001:db8:1:2::/64', '2001:db8:1:2::/64', '2001:db8:1:2::/64', '0:0:0:0::/64', 'fe80:0:0:0::/64', ''],
  );
});

test('what is kept stays small, however many names and networks come', () => {
  const { fails } = aThrottle();
  for (let n = 0; n < 50_000; n++) fails(1, `name-${n}`, `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);

  assert.equal(fails(11, 'name-49999', '10.0.195.79'), 9);
  assert.equal(fails(11, 'name-0', '10.0.0.0'), 10);
});
