import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, anonymous } from '#domain/actor.ts';
import type { Group } from '#domain/group.ts';
import { mayCreateGroup, mayManageMembers, mayReadGroup } from './group.ts';
import type { Policy } from './policy.ts';

const policy: Policy = {
  anonCreateDataset: false,
  createUnownedDataset: false,
  createDatasetIfNotInOrganization: true,
  userCreateGroups: true,
  userCreateOrganizations: false,
  createUserViaApi: false,
  publicUserDetails: true,
};
const hidden: Policy = { ...policy, publicUserDetails: false };

const someone = (capacities: Record<string, string> = {}, sysadmin = false): Actor => ({
  kind: 'user',
  id: 'u1',
  name: 'ann',
  sysadmin,
  capacities: new Map(Object.entries(capacities).map(([group, capacity]) => [group, [capacity]])),
});

const group = (state = 'active'): Group => ({
  id: 'g1',
  name: 'water',
  title: '',
  description: '',
  imageUrl: '',
  isOrganization: true,
  type: 'organization',
  state,
  approvalStatus: 'approved',
  created: '2026-01-01T00:00:00',
  extras: [],
  parents: [],
  rev: 1,
});

const reasonOf = (decision: ReturnType<typeof mayReadGroup>): string => (decision.allowed ? 'allowed' : decision.reason);

test('users create what the site lets them, sysadmins everything', () => {
  assert.equal(reasonOf(mayCreateGroup(someone(), false, policy)), 'allowed');
  assert.equal(reasonOf(mayCreateGroup(someone(), true, policy)), 'User u1 not authorized to create organizations');
  assert.equal(reasonOf(mayCreateGroup(someone({}, true), true, policy)), 'allowed');
});

test('nobody is told as None when he creates a group', () => {
  assert.equal(reasonOf(mayCreateGroup(anonymous, false, policy)), 'User None not authorized to create groups');
});

test('a deleted group is seen by those who may still read in it', () => {
  assert.equal(reasonOf(mayReadGroup(anonymous, group('deleted'), policy)), 'User  not authorized to read group g1');
  assert.equal(reasonOf(mayReadGroup(someone(), group('deleted'), policy)), 'User ann not authorized to read group g1');
  assert.equal(reasonOf(mayReadGroup(someone({ g1: 'member' }), group('deleted'), policy)), 'allowed');
});

test('members are shown to everybody only while people are public', () => {
  assert.equal(reasonOf(mayReadGroup(anonymous, group(), policy, true)), 'allowed');
  assert.equal(reasonOf(mayReadGroup(someone(), group(), hidden, true)), 'User ann not authorized to read group g1');
  assert.equal(reasonOf(mayReadGroup(someone({ g1: 'member' }), group(), hidden, true)), 'allowed');
  assert.equal(reasonOf(mayReadGroup(anonymous, group(), hidden)), 'allowed');
});

test('only admins of a group that exists give roles in it', () => {
  assert.equal(reasonOf(mayManageMembers(someone({ g1: 'admin' }), group())), 'allowed');
  assert.equal(reasonOf(mayManageMembers(someone({ g1: 'editor' }), group())), 'User ann not authorized to add members');
  assert.equal(reasonOf(mayManageMembers(someone({ g1: 'admin' }), undefined)), 'User ann not authorized to add members');
});
