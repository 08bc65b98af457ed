import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';
import { userCreate, userRegister } from './user_create.ts';

const open = await aCatalogue({ settings: { 'ckan.auth.create_user_via_web': 'true' } });
const closed = await aCatalogue();
const NEW = { name: 'newcomer', email: 'newcomer@example.org', password: 'correct-horse-9', sysadmin: true };

test('where the site allows it, anybody makes an account by the form, and only there', async () => {
  const made = await open.app.execute(userRegister, NEW, anonymous);

  assert.equal((made as { sysadmin: boolean }).sysadmin, false);
  assert.notEqual(await open.app.logIn('newcomer', NEW.password), undefined);
  await assert.rejects(open.app.execute(userCreate, { ...NEW, name: 'other', email: 'o@example.org' }, anonymous), NotAuthorized);
});

test('elsewhere the form is for sysadmins', async () => {
  assert.equal(await closed.app.mayRun(userRegister, {}, anonymous), false);
  await assert.rejects(closed.app.execute(userRegister, NEW, anonymous), { message: 'User  not authorized to create users' });
  const boss = await closed.aUser('boss', { sysadmin: true });
  assert.equal(await closed.app.mayRun(userRegister, {}, boss), true);
});
