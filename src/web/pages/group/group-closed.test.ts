// Organizations and groups of a site that hides its people and keeps deleting to its sysadmins.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPortal, shown } from './test-portal.ts';

const { ask } = await aPortal({
  'ckan.auth.public_user_details': 'false',
  'ckan.auth.user_delete_organizations': 'false',
  'ckan.auth.user_create_organizations': 'false',
});

test('where people are hidden, members are shown to members', async () => {
  assert.equal((await ask('/organization/members/lakes')).status, 403);
  assert.equal((await ask('/organization/members/lakes', 'stranger')).status, 403);
  assert.match(shown(await ask('/organization/members/lakes', 'member')), /3 members/);
  assert.match(shown(await ask('/organization/manage_members/lakes', 'admin')), /3 members/);
  assert.equal((await ask('/organization/lakes')).status, 200);
});

test('what the site keeps to its sysadmins is offered to nobody else', async () => {
  assert.equal((await ask('/organization/delete/lakes', 'admin')).status, 403);
  assert.doesNotMatch((await ask('/organization/edit/lakes', 'admin')).text, /organization\/delete/);
  assert.match((await ask('/organization/edit/lakes', 'root')).text, /organization\/delete/);
  assert.equal((await ask('/organization/new', 'admin')).status, 403);
  assert.doesNotMatch((await ask('/organization', 'admin')).text, /New organization/);
  assert.match((await ask('/organization', 'root')).text, /New organization/);
});

test('a dataset is added where one may add some', async () => {
  for (const [person, offered] of [
    ['stranger', false],
    ['member', false],
    ['editor', true],
  ] as const)
    assert.equal(/dataset\/new\?owner_org=lakes/.test((await ask('/organization/lakes', person)).text), offered, person);
  assert.equal(/dataset\/new\?owner_org/.test((await ask('/organization/lakes')).text), false);
});
