import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, anonymous } from '#domain/actor.ts';
import type { Group } from '#domain/group.ts';
import { mayChangeContents, mayCreateGroup, mayDeleteGroup, mayManageMembers, mayReadGroup, mayUpdateGroup } from './group.ts';
import { permits } from './permission.ts';
import type { Policy } from './policy.ts';

const policy: Policy = {
  anonCreateDataset: false,
  createUnownedDataset: false,
  createDatasetIfNotInOrganization: true,
  userCreateGroups: true,
  userCreateOrganizations: false,
  userDeleteGroups: true,
  userDeleteOrganizations: true,
  createUserViaApi: false,
  createUserViaWeb: false,
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

test('admins change and delete what is theirs, by its right name', () => {
  const [admin, editor] = [someone({ g1: 'admin' }), someone({ g1: 'editor' })];
  assert.equal(reasonOf(mayUpdateGroup(admin, group(), true)), 'allowed');
  assert.equal(reasonOf(mayUpdateGroup(editor, group(), true)), 'User ann not authorized to edit organization g1');
  assert.equal(reasonOf(mayUpdateGroup(admin, group(), false)), 'User ann not authorized to edit group g1');
  assert.equal(reasonOf(mayDeleteGroup(admin, group(), true, policy)), 'allowed');
  assert.equal(reasonOf(mayDeleteGroup(editor, group(), true, policy)), 'User ann not authorized to delete organization g1');
  assert.equal(reasonOf(mayDeleteGroup(someone({}, true), group(), false, policy)), 'User ann not authorized to delete group g1');
});

test('a site may leave deleting to sysadmins', () => {
  const kept: Policy = { ...policy, userDeleteOrganizations: false };
  assert.equal(reasonOf(mayDeleteGroup(someone({ g1: 'admin' }), group(), true, kept)), 'User ann not authorized to delete organizations');
  assert.equal(reasonOf(mayDeleteGroup(anonymous, group(), true, kept)), 'User  not authorized to delete organizations');
  assert.equal(reasonOf(mayDeleteGroup(someone({}, true), group(), true, kept)), 'allowed');
});

test('each member fills a group with datasets, only admins an organization, and only they bring users', () => {
  const [member, theme] = [someone({ g1: 'member' }), { ...group(), isOrganization: false }];
  assert.equal(reasonOf(mayChangeContents(member, theme, 'package')), 'allowed');
  assert.equal(reasonOf(mayChangeContents(member, theme, 'user')), 'User ann not authorized to edit group g1');
  assert.equal(reasonOf(mayChangeContents(member, group(), 'package')), 'User ann not authorized to edit group g1');
  assert.equal(reasonOf(mayChangeContents(someone({ g1: 'admin' }), group(), 'package')), 'allowed');
});

test('a capacity may be any text, and permits nothing unless it is a role', () => {
  for (const capacity of ['public', 'constructor', '__proto__', '']) assert.equal(permits(capacity, 'read'), false, capacity);
  assert.deepEqual(
    ['admin', 'editor', 'member'].map((role) => permits(role, 'anything')),
    [true, false, false],
  );
});
