/** Which lines say what they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf } from './kind.ts';

test('is_organization and type tell the kind', () => {
  assert.equal(kindOf({ is_organization: true }), 'organizations');
  assert.equal(kindOf({ is_organization: false, type: 'group' }), 'groups');
  assert.equal(kindOf({ is_organization: true, type: 'ministry' }), 'organizations');
  assert.equal(kindOf({ type: 'organization' }), 'organizations');
  assert.equal(kindOf({ type: 'dataset' }), 'datasets');
  assert.equal(kindOf({ type: 'showcase' }), 'datasets');
  assert.equal(kindOf({ type: 'user' }), 'users');
});

test('a line that says nothing, or two things, is ambiguous', () => {
  assert.equal(kindOf({ name: 'x' }), undefined);
  assert.equal(kindOf({ type: '' }), undefined);
  assert.equal(kindOf({ type: 'dataset', is_organization: false }), undefined);
  assert.equal(kindOf({ type: 'organization', is_organization: false }), undefined);
  assert.equal(kindOf({ type: 'group', is_organization: 'yes' }), undefined);
});
