// The members of organizations and groups: shown, given roles, taken out, written down as a table.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPortal, shown } from './test-portal.ts';

const { ask, run, idOf } = await aPortal();

const rolesIn = async (id: string, kind = 'organization'): Promise<string[]> =>
  (await run<{ users: { name: string; capacity: string }[] }>(`${kind}_show`, { id })).users.map(
    ({ name, capacity }) => `${name} ${capacity}`,
  );

test('everybody sees the members with their roles, the administrators first, and what the roles mean', async () => {
  const page = await ask('/organization/members/lakes');

  assert.match(shown(page), /3 members.*admin Admin.*editor Editor.*member Member/);
  assert.match(shown(page), /Adds, changes and deletes datasets of the organization/);
  assert.doesNotMatch(page.text, /manage_members/);
  assert.match((await ask('/organization/members/lakes', 'admin')).text, /manage_members\/lakes/);
  const admins = shown(await ask('/organization/admins/lakes'));
  assert.match(admins, /1 member/);
  assert.doesNotMatch(admins, /editor Editor/);
});

test('a list of many members comes a page at a time, and is searched', async () => {
  await run('organization_create', { name: 'crowd', title: 'Crowd', users: [{ name: 'admin', capacity: 'admin' }] });
  for (let n = 0; n < 60; n++) {
    const name = `person-${String(n).padStart(2, '0')}`;
    await run('user_create', { name, email: `${name}@example.org`, password: 'correct-horse-9' });
    await run('organization_member_create', { id: 'crowd', username: name, role: 'member' });
  }
  const first = await ask('/organization/members/crowd');
  assert.equal(first.text.match(/<th scope="row">/g)?.length, 50);
  assert.match(shown(first), /61 members/);
  assert.equal((await ask('/organization/members/crowd?page=2')).text.match(/<th scope="row">/g)?.length, 11);
  assert.match(shown(await ask('/organization/members/crowd?q=person-5')), /10 members with/);
  assert.match(shown(await ask('/organization/members/crowd?q=zzz')), /No member matches these words/);
  assert.match(shown(await ask('/organization/members/crowd?page=9')), /has fewer pages than that/);
  assert.equal((await ask('/organization/members/crowd?page=0')).status, 400);
});

test('an administrator gives a role and changes it', async () => {
  await run('organization_create', { name: 'roles', title: 'Roles', users: [{ name: 'admin', capacity: 'admin' }] });
  const given = await ask('/organization/member_new/roles', 'admin', { username: 'stranger', role: 'editor' });
  assert.deepEqual([given.status, given.headers['location']], [303, 'http://kokanee.test/organization/manage_members/roles?done=given']);
  assert.deepEqual(await rolesIn('roles'), ['admin admin', 'stranger editor']);

  const form = await ask('/organization/member_new/roles?user=stranger', 'admin');
  assert.match(shown(form), /Change the role of stranger/);
  assert.match(form.text, /value="editor" checked/);
  assert.doesNotMatch(form.text, /name="username"/);
  await ask('/organization/member_new/roles?user=stranger', 'admin', { role: 'member' });
  assert.deepEqual(await rolesIn('roles'), ['admin admin', 'stranger member']);
});

test('whoever is not known is asked for again, with those whose names are alike', async () => {
  const unknown = await ask('/organization/member_new/lakes', 'admin', { username: 'strang', role: 'editor' });

  assert.equal(unknown.status, 200);
  assert.match(unknown.text, /href="#username">User name: There is no user called strang</);
  assert.match(unknown.text, /href="\/organization\/member_new\/lakes\?user=stranger">stranger/);
  assert.match(unknown.text, /name="username" value="strang"/);
  assert.match(unknown.text, /value="editor" checked/);
  assert.match((await ask('/organization/member_new/lakes?user=stranger', 'admin')).text, /name="username" value="stranger"/);
  assert.match(shown(await ask('/organization/member_new/lakes', 'admin', { role: 'member' })), /Enter the name of a user/);
  assert.match(shown(await ask('/organization/member_new/lakes', 'admin', { email: 'a@b.ca', role: 'member' })), /invited by e-mail here/);
  assert.match(shown(await ask('/organization/member_new/lakes', 'admin', { username: 'stranger', role: 'king' })), /role does not exist/);
});

test('nobody takes the administrator’s role from himself, by the form or past it', async () => {
  const own = await ask('/organization/member_new/lakes?user=admin', 'admin');
  assert.match(shown(own), /nobody can give up that role alone/);
  assert.doesNotMatch(own.text, /name="role"/);

  const tried = await ask('/organization/member_new/lakes?user=admin', 'admin', { role: 'member' });
  assert.equal(tried.status, 200);
  assert.match(shown(tried), /cannot revoke their own admin status/);
  assert.ok((await rolesIn('lakes')).includes('admin admin'));
  assert.match(shown(await ask('/organization/member_new/lakes?user=admin', 'root')), /This is the only administrator/);
});

test('a member is removed after a question, and an administrator may leave, knowing what follows', async () => {
  const users = ['admin', 'editor'].map((name) => ({ name, capacity: 'admin' }));
  await run('group_create', { name: 'leaving', title: 'Leaving', users: [...users, { name: 'member', capacity: 'member' }] });
  assert.match(shown(await ask('/group/member_delete/leaving?user=member', 'admin')), /Remove member from “Leaving”\?/);
  assert.equal((await rolesIn('leaving', 'group')).length, 3, 'asking removes nobody');

  const removed = await ask(`/group/member_delete/leaving?user=${idOf('member')}`, 'admin', {});
  assert.equal(removed.headers['location'], 'http://kokanee.test/group/manage_members/leaving?done=removed');
  assert.match(shown(await ask('/group/member_delete/leaving?user=admin', 'admin')), /Leave “Leaving”\?.*You lose your role here/);
  const left = await ask('/group/member_delete/leaving?user=admin', 'admin', {});
  assert.equal(left.headers['location'], 'http://kokanee.test/group/leaving?done=left');
  assert.deepEqual(await rolesIn('leaving', 'group'), ['editor admin']);
  assert.match(shown(await ask('/group/member_delete/leaving?user=editor', 'editor')), /You are the only administrator/);
  assert.equal((await ask('/group/member_delete/leaving?user=stranger', 'editor')).status, 404);
  assert.equal((await ask('/group/member_delete/leaving?user=editor', 'admin', {})).status, 403);
});

test('roles from above are shown where they count', async () => {
  await run('organization_member_create', { id: 'ministry', username: 'stranger', role: 'admin' });
  await run('organization_member_create', { id: 'ministry', username: 'member', role: 'editor' });

  const page = shown(await ask('/organization/manage_members/lakes', 'admin'));
  assert.match(page, /stranger : Admin through Ministry/);
  assert.doesNotMatch(page, /member : Editor through/, 'an editor’s role does not reach below');
  assert.equal((await ask('/organization/edit/lakes', 'stranger')).status, 200);
});

test('the table of members opens in a spreadsheet, runs no formula, and tells addresses to sysadmins alone', async () => {
  await run('user_patch', { id: 'editor', fullname: '=1+1, "x"' });
  const answer = await ask('/organization/member_dump/lakes', 'admin');

  assert.deepEqual(
    [answer.headers['content-type'], answer.headers['content-disposition']],
    ['text/csv; charset=utf-8', 'attachment; filename="lakes-members.csv"'],
  );
  assert.equal(
    answer.text,
    ['\uFEFFUsername,Email,Name,Role', 'admin,,,Admin', `editor,,"'=1+1, ""x""",Editor`, 'member,,,Member', ''].join('\r\n'),
  );
  assert.match((await ask('/organization/member_dump/lakes', 'root')).text, /\r\nadmin,admin@example\.org,,Admin\r\n/);
});
