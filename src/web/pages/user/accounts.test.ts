// Pages about people: who sees and changes what, and that nothing typed is lost.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Actor } from '#domain/actor.ts';
import { ValidationError } from '#domain/errors.ts';
import type { PageRequest, PageResponse } from '#domain/page.ts';
import { Upload } from '#domain/upload.ts';
import { BASE_FIELD } from '../../data/concurrency.ts';
import { prepareWeb } from '../../compile.ts';
import { type TestCatalogue, pageRequest, someone, testCatalogue } from '../../test-catalogue.ts';

const cache = mkdtempSync(join(tmpdir(), 'kokanee-web-'));
test.after(() => rmSync(cache, { recursive: true, force: true }));
await prepareWeb(cache);
const { makePages, makeUnprovenForm } = await import('#web/handler.tsx');

const joe = {
  id: 'id-of-joe',
  name: 'joe',
  display_name: 'Joe',
  fullname: 'Joe',
  email: 'joe@example.org',
  about: 'Here',
  state: 'active',
};
const answers: TestCatalogue['answers'] = {
  user_show: () => joe,
  user_patch: () => joe,
  user_list: ({ all_fields: all }) => (all === false ? ['joe'] : [joe]),
  'page organizations of a user': () => [
    { id: 'o', name: 'roads', title: 'Roads', capacities: ['admin'], package_count: 2, member_count: 1 },
  ],
  'page groups of a user': () => [],
  package_search: () => ({ count: 0, results: [] }),
  'page sysadmins': () => [],
};
const accounts: NonNullable<TestCatalogue['accounts']> = {
  logIn: async (_name, password) => (password === 'right-password' ? { session: 'fresh', csrf: 'raw' } : undefined),
  sessionOf: async () => ({ actor: someone(), csrf: 'fresh-csrf', mustChangePassword: false }),
};

type Asked = { name: string; input: Readonly<Record<string, unknown>> };

async function send(
  url: string,
  form?: PageRequest['form'],
  more: Partial<PageRequest> = {},
  catalogue: Partial<TestCatalogue> = {},
): Promise<PageResponse & { html: string; changes: Asked[] }> {
  const changes: Asked[] = [];
  const noting: TestCatalogue['answers'] = Object.fromEntries(
    ['user_patch', 'user_delete', 'user_create'].map((name) => [
      name,
      (input: Readonly<Record<string, unknown>>, actor: Actor) => {
        changes.push({ name, input });
        return { ...answers, ...catalogue.answers }[name]?.(input, actor) ?? null;
      },
    ]),
  );
  const parts = { mayRun: () => true, accounts, ...catalogue, answers: { ...answers, ...catalogue.answers, ...noting } };
  const request = pageRequest(url, { actor: someone(), ...(form !== undefined && { form }), ...more });
  const answer = await makePages(testCatalogue(parts))(request);
  assert.ok(answer !== undefined);
  return { ...answer, html: String(answer.body ?? ''), changes };
}

const inputsOf = ({ changes }: { changes: Asked[] }): Asked['input'][] => changes.map(({ input }) => input);

test('one changes what others see of him without a password, and his address only with it', async () => {
  const plainly = await send('/user/edit', { fullname: 'Joe B.', email: 'joe@example.org', about: 'New' });
  assert.equal(plainly.redirect, '/user?done=profile');
  assert.deepEqual(inputsOf(plainly), [{ id: 'id-of-joe', fullname: 'Joe B.', email: 'joe@example.org', about: 'New' }]);

  for (const old_password of ['', 'wrong-password']) {
    const { html, changes } = await send('/user/edit', { email: 'new@example.org', about: 'Typed', old_password });
    assert.deepEqual(changes, []);
    assert.match(html, /<title>Error: Edit your profile/);
    assert.match(html, /value="new@example.org"/);
    assert.match(html, /Typed/);
    assert.match(html, /aria-invalid(="true")? aria-describedby="old_password-hint old_password-error"/);
    assert.doesNotMatch(html, /wrong-password/);
  }
  const proven = await send('/user/edit', { email: 'new@example.org', old_password: 'right-password' });
  assert.equal(inputsOf(proven)[0]?.email, 'new@example.org');
});

test('nobody changes or deletes the account of another one without the right', async () => {
  const mayNot = { mayRun: () => false };
  for (const url of ['/user/edit/joe', '/user/delete/joe', '/user/restore/joe']) {
    const { status, changes } = await send(url, { about: 'x' }, { actor: someone('eve') }, mayNot);
    assert.deepEqual([status, changes], [403, []], url);
    const stranger = await send(url, { about: 'x' }, { actor: { kind: 'anonymous' } });
    assert.deepEqual([stranger.status, stranger.changes], [403, []], url);
  }
});

test('a sysadmin gives a new password only with his own', async () => {
  const admin = { actor: someone('root', true) };
  const fields = { email: 'joe@example.org', name: 'joe', password1: 'a new password', password2: 'a new password' };

  assert.deepEqual((await send('/user/edit/joe', fields, admin)).changes, []);
  const given = await send('/user/edit/joe', { ...fields, old_password: 'right-password' }, admin);
  assert.deepEqual([given.redirect, inputsOf(given)[0]?.password], ['/user/joe?done=saved', 'a new password']);
  const unlike = await send('/user/edit/joe', { ...fields, password2: 'another', old_password: 'right-password' }, admin);
  assert.match(unlike.html, /The two passwords are not the same/);
});

test('what an action refuses stands beside its field, with the picture kept for the next try', async () => {
  const picture = new Upload('me.png', 'image/png', { key: 'k', sha256: 's', size: 3_200_000 }, new Uint8Array());
  const held = new Upload('me.png', 'image/png', picture.file, picture.start, 'held-1');
  const catalogue: Partial<TestCatalogue> = {
    answers: {
      user_patch: () => {
        throw new ValidationError({ about: ['No links please'], odd_field: ['Odd'], image_upload: ['Too odd'] });
      },
    },
    accounts: { ...accounts, holdUpload: async () => held, heldUpload: async (id) => (id === 'held-1' ? held : undefined) },
  };
  const { html, changes } = await send('/user/edit', { about: 'http://x' }, { files: { image_upload: picture } }, catalogue);

  assert.equal(changes[0]?.input.image_upload, held);
  assert.match(html, /<a href="#about">About: No links please<\/a>/);
  assert.match(html, /odd_field: Odd/);
  assert.match(html, /me\.png<\/strong> \(3\.2 MB\) is kept/);
  assert.match(html, /name="held_image_upload" value="held-1"/);

  const again = await send('/user/edit', { held_image_upload: 'held-1', image_upload_source: 'upload' }, {}, catalogue);
  assert.equal(again.changes[0]?.input.image_upload, held);
  const lost = await send('/user/edit', { held_image_upload: 'gone', image_upload_source: 'upload' }, {}, catalogue);
  assert.deepEqual([lost.changes, /no longer there/.test(lost.html)], [[], true]);
});

test('who edits what somebody else has changed meanwhile sees it and loses nothing', async () => {
  const base = JSON.stringify({ name: 'joe', fullname: 'Joe', email: 'joe@example.org', about: 'Before' });
  const { html, changes } = await send('/user/edit', { about: 'Mine', fullname: 'Joe', [BASE_FIELD]: base });

  assert.deepEqual(changes, []);
  assert.match(html, /Somebody else changed this/);
  assert.match(html, /Before.*Here.*Mine/s);
  assert.match(html, /name="_take__about" value="theirs"/);

  const settled = JSON.stringify({ about: 'Here' });
  const mine = await send('/user/edit', { about: 'Mine', [BASE_FIELD]: settled });
  const theirs = await send('/user/edit', { about: 'Mine', [BASE_FIELD]: settled, _take__about: 'theirs' });
  assert.deepEqual([inputsOf(mine)[0]?.about, inputsOf(theirs)[0]?.about], ['Mine', 'Here']);
});

test('an account goes after a question, and its owner is logged out with it', async () => {
  assert.match((await send('/user/delete/joe')).html, /can no longer log in/);
  const other = await send('/user/delete/joe', {}, { actor: someone('root', true) });
  assert.deepEqual([other.redirect, other.session, inputsOf(other)], ['/user/joe?done=deleted', undefined, [{ id: 'id-of-joe' }]]);
  assert.equal((await send('/user/delete/joe', {})).session, null);
  assert.deepEqual((await send('/user/delete/joe', { cancel: 'x' })).changes, []);
});

test('the last system administrator is not deleted', async () => {
  const { html, changes } = await send('/user/delete/joe', {}, {}, { answers: { 'page sysadmins': () => [{ ...joe, sysadmin: true }] } });

  assert.deepEqual(changes, []);
  assert.match(html, /This is the last system administrator/);
});

test('a deleted account is there for sysadmins only, who can bring it back', async () => {
  const gone = { answers: { user_show: () => ({ ...joe, state: 'deleted' }) } };

  for (const url of ['/user/joe', '/user/joe/organizations', '/user/joe/groups'])
    assert.equal((await send(url, undefined, {}, gone)).status, 404);
  const seen = await send('/user/joe', undefined, { actor: someone('root', true) }, gone);
  assert.match(seen.html, /Restore the account/);
  const restored = await send('/user/restore/joe', {}, { actor: someone('root', true) }, gone);
  assert.deepEqual(inputsOf(restored), [{ id: 'id-of-joe', state: 'active' }]);
});

test('people register where the site lets them, are logged in, and keep what they typed', async () => {
  const nobody = { actor: { kind: 'anonymous' } } as const;
  const typed = { name: 'ann', email: 'ann@example.org', password1: 'right-password', password2: 'right-password' };

  assert.equal((await send('/user/register', typed, nobody, { mayRun: () => false })).status, 403);
  const made = await send('/user/register', typed, nobody);
  assert.deepEqual([made.redirect, made.session], ['/user?done=registered', 'fresh']);
  const short = await send('/user/register', { ...typed, password1: 'x', fullname: 'Ann "A"' }, nobody);
  assert.match(short.html, /value="ann".*value="Ann &quot;A&quot;"/s);
  assert.doesNotMatch(short.html, /right-password/);
  assert.match((await send('/user/register')).html, /You have an account/);
  assert.equal((await send('/user/register', typed, { actor: someone('root', true) })).redirect, '/user/ann?done=created');
});

test('what was typed into a form whose session ended comes along through the log-in', async () => {
  const unproven = makeUnprovenForm(testCatalogue({ answers }));
  const form = { about: 'An hour of "typing"', password1: 'hidden-one', save: 'go' };
  const asked = await unproven(pageRequest('/user/edit/joe?a=1', { form }));
  const carried = /name="kept_form" value="([^"]*)"/.exec(String(asked?.body))?.[1]?.replaceAll('&quot;', '"') ?? '';
  assert.equal(asked?.status, 403);
  assert.match(carried, /An hour of/);
  assert.doesNotMatch(String(asked?.body), /hidden-one/);

  const nobody = { actor: { kind: 'anonymous' } } as const;
  const wrong = await send('/user/login', { login: 'joe', password: 'no', kept_form: carried }, nobody);
  assert.match(wrong.html, /name="kept_form"/);
  const entered = await send('/user/login', { login: 'joe', password: 'right-password', kept_form: carried }, nobody);
  assert.equal(entered.session, 'fresh');
  assert.match(entered.html, /action="\/user\/edit\/joe\?a=1"/);
  assert.match(entered.html, /name="_csrf_token" value="fresh-csrf"/);
  assert.match(entered.html, /name="about" value="An hour of &quot;typing&quot;"/);
  assert.match(entered.html, /name="save" value="go"/);
  assert.match(entered.html, /Logged in as <strong>joe/);
});

test('a form from a page that was open too long is offered again to the one who is logged in', async () => {
  const unproven = makeUnprovenForm(testCatalogue({ answers }));
  const shown = await unproven(pageRequest('/user/edit', { actor: someone(), form: { about: 'Mine' } }));
  const out = await unproven(pageRequest('/user/_logout', { form: {} }));
  const logIn = await unproven(pageRequest('/user/login?came_from=/dataset', { form: { login: 'joe', password: 'hidden-one' } }));

  assert.deepEqual([shown?.status, /name="about" value="Mine"/.test(String(shown?.body))], [400, true]);
  assert.equal(out?.redirect, '/user/logged_out_redirect');
  assert.match(String(logIn?.body), /value="joe"/);
  assert.match(String(logIn?.body), /came_from=%2Fdataset/);
  assert.doesNotMatch(String(logIn?.body), /hidden-one/);
});

test('old links to the list of users lead to it, and the list finds by name', async () => {
  assert.equal((await send('/user?q=jo&page=2')).redirect, '/users?q=jo&page=2');
  assert.match((await send('/users?q=jo')).html, /<a href="\/user\/joe">Joe<\/a>/);
  assert.equal((await send('/users?page=0')).status, 400);
});

test('the pages of what is one own need a log-in and list roles with what they allow', async () => {
  const nobody = { actor: { kind: 'anonymous' } } as const;
  for (const url of ['/dashboard/datasets', '/dashboard/organizations', '/dashboard/groups'])
    assert.equal((await send(url, undefined, nobody)).redirect, '/user/login');
  assert.match((await send('/dashboard/organizations')).html, /Roads.*Admin.*owner_org=o.*manage_members\/roads/s);
  assert.match((await send('/dashboard/groups')).html, /You hold no role in a group yet/);
  assert.doesNotMatch((await send('/user/joe/organizations')).html, /manage_members/);
});

test('a form is offered again by the names of its fields, and says whose it was and who is here now', async () => {
  const unproven = makeUnprovenForm(testCatalogue({ answers: { organization_show: () => ({ id: 'o', name: 'roads', title: 'Roads' }) } }));
  const form = {
    title: 'T',
    notes: 'Text',
    tag_string: 'a, b',
    owner_org: 'o',
    private: 'False',
    extras__0__key: 'k',
    extras__0__value: 'v',
  };
  const shown = async (begunBy: string | undefined): Promise<string> => {
    const more: Record<string, string> = begunBy === undefined ? {} : { _for: begunBy };
    const answer = await unproven(pageRequest('/dataset/new', { actor: someone('joe'), form: { ...form, ...more, _once: 'n' } }));
    return String(answer?.body);
  };
  const other = await shown('ann');

  assert.match(other, /You are logged in as joe now, but this form was begun by ann\. If you go on, it is saved as joe\./);
  assert.match(await shown('joe'), /You have logged in anew as joe since this page was opened/);
  assert.match(await shown(undefined), /open too long/);
  const told = [...other.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, label, text]) => `${label}: ${text}`);
  assert.deepEqual(told, [
    'Title: T',
    'Description: Text',
    'Tags: a, b',
    'Organization: Roads',
    'Visibility: Public',
    'Further field 1: k: v',
  ]);
  assert.equal(other.match(/name="_for"/g)?.length, 1);
  assert.doesNotMatch(other, /name="_once" value="n"/);
});

test('the form carries for whom it was made', async () => {
  assert.match((await send('/user/edit')).html, /name="_for" value="joe"/);
});
