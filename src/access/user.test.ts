import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, anonymous, systemActor } from '#domain/actor.ts';
import { mayUpdateUser, mayUseTokensOf, seesPrivately } from './user.ts';

const user = (id: string, sysadmin = false): Actor => ({ kind: 'user', id, name: `name of ${id}`, sysadmin, capacities: new Map() });
const reasonOf = (decision: ReturnType<typeof mayUpdateUser>): string => (decision.allowed ? 'allowed' : decision.reason);

test('an account is changed by its owner and by sysadmins', () => {
  assert.equal(reasonOf(mayUpdateUser(user('a'), 'a')), 'allowed');
  assert.equal(reasonOf(mayUpdateUser(user('b'), 'a')), 'User name of b not authorized to edit user a');
  assert.equal(reasonOf(mayUpdateUser(user('b', true), 'a')), 'allowed');
  assert.equal(reasonOf(mayUpdateUser(anonymous, 'a')), 'Have to be logged in to edit user');
});

test('everybody but sysadmins is refused an account that does not exist', () => {
  assert.equal(reasonOf(mayUpdateUser(user('a'), undefined)), 'User not found');
  assert.equal(reasonOf(mayUpdateUser(anonymous, undefined)), 'User not found');
  assert.equal(reasonOf(mayUpdateUser(systemActor('test'), undefined)), 'allowed');
});

test("tokens are their owner's affair", () => {
  assert.equal(mayUseTokensOf(user('a'), 'a').allowed, true);
  assert.equal(mayUseTokensOf(user('a'), 'b').allowed, false);
  assert.equal(mayUseTokensOf(user('a'), undefined).allowed, false);
  assert.equal(mayUseTokensOf(anonymous, undefined).allowed, false);
});

test('what is private to a user is seen by himself and by sysadmins', () => {
  assert.equal(seesPrivately(user('a'), 'a'), true);
  assert.equal(seesPrivately(user('b'), 'a'), false);
  assert.equal(seesPrivately(anonymous, 'a'), false);
  assert.equal(seesPrivately(user('b', true), 'a'), true);
});
