// Making, changing, deleting and restoring organizations and groups by form.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf } from '#support/form-browser.ts';
import { aPortal, fieldIn, PEOPLE, PNG, shown } from './test-portal.ts';

const { ask, askBySession, logIn, run, sendPicture } = await aPortal();

type Shown = {
  id: string;
  name: string;
  title: string;
  description: string;
  image_url: string;
  state: string;
  users: { name: string; capacity: string }[];
  groups: { name: string }[];
  extras: { key: string; value: string }[];
};
const show = (id: string, kind = 'organization'): Promise<Shown> => run<Shown>(`${kind}_show`, { id });
const statuses = async (url: string): Promise<number[]> =>
  Promise.all([undefined, ...[...PEOPLE].reverse()].map(async (person) => (await ask(url, person)).status));

test('the pages that change something are for those whom the actions would let', async () => {
  // Nobody, a stranger, a member, an editor, an admin, a sysadmin.
  for (const page of ['edit', 'delete', 'manage_members', 'member_new', 'bulk_process'])
    assert.deepEqual(await statuses(`/organization/${page}/lakes`), [403, 403, 403, 403, 200, 200], page);
  for (const page of ['edit', 'delete', 'manage_members', 'member_new'])
    assert.deepEqual(await statuses(`/group/${page}/water`), [403, 403, 403, 403, 200, 200], page);
  assert.deepEqual(await statuses('/organization/member_dump/lakes'), [404, 404, 404, 404, 200, 200]);
  assert.deepEqual(await statuses('/organization/members/lakes'), [200, 200, 200, 200, 200, 200]);
  assert.deepEqual(await statuses('/group/new'), [403, 200, 200, 200, 200, 200]);
  assert.deepEqual(await statuses('/organization/edit/water'), [404, 404, 404, 404, 404, 404], 'a group is no organization');
  assert.deepEqual(await statuses('/organization/edit/nosuch'), [404, 404, 404, 404, 404, 404]);
});

test('whoever makes an organization is its administrator and led to its page', async () => {
  const made = await ask('/organization/new', 'stranger', {
    title: 'Office of Rivers & Creeks',
    name: '',
    description: 'Looks after *rivers*.',
    groups__0__name: 'ministry',
    image_upload_source: 'link',
    image_url: 'https://example.org/logo.png',
    extras__0__key: 'url',
    extras__0__value: 'https://example.org',
    extras__1__key: '',
    extras__1__value: '',
  });

  assert.deepEqual([made.status, made.headers['location']], [303, 'http://kokanee.test/organization/office-of-rivers-creeks?done=created']);
  const { users, groups, extras, title, image_url: picture } = await show('office-of-rivers-creeks');
  assert.deepEqual(
    [users.map(({ name, capacity }) => `${name} ${capacity}`), groups.map(({ name }) => name), extras.map(({ key }) => key)],
    [['stranger admin'], ['ministry'], ['url']],
  );
  assert.deepEqual([title, picture], ['Office of Rivers & Creeks', 'https://example.org/logo.png']);
  assert.match(shown(await ask('/organization/office-of-rivers-creeks?done=created', 'stranger')), /The organization is created/);
});

test('what the action refuses stands beside its field, and nothing typed is lost', async () => {
  const typed = {
    title: 'Water again "quoted"',
    name: 'Bad Name!',
    description: '\nFirst line\n<b>',
    extras__0__key: 'k',
    extras__0__value: 'v',
  };
  const again = await ask('/group/new', 'stranger', typed);

  assert.equal(again.status, 200);
  assert.match(again.text, /<title>Error: New group/);
  assert.match(again.text, /href="#name">Name in the address: Must be purely lowercase/);
  assert.match(again.text, /id="name-error"/);
  assert.match(again.text, /value="Water again &quot;quoted&quot;"/);
  assert.match(again.text, /value="Bad Name!"/);
  assert.match(again.text, /First line\n&lt;b>/);
  assert.match(again.text, /name="extras__0__value" value="v"/);
  assert.match((await ask('/group/new', 'stranger', { title: 'Water', name: 'water' })).text, /Group name already exists in database/);
  const twice = { title: 'T', name: 'twice', extras__0__key: 'a', extras__0__value: '1', extras__1__key: 'a', extras__1__value: '2' };
  assert.match(shown(await ask('/group/new', 'stranger', twice)), /Duplicate key "a"/);
});

test('another row is added without saving anything', async () => {
  const more = await ask('/group/new', 'stranger', { title: 'Rows', extras__0__key: 'a', extras__0__value: '1', add_row: 'extras' });

  assert.equal(more.status, 200);
  assert.match(more.text, /name="extras__1__key"/);
  assert.doesNotMatch(more.text, /<title>Error/);
  assert.equal((await ask('/group/rows')).status, 404);
});

test('the form may be filled by its address', async () => {
  const { text } = await ask('/organization/new?title=Rivers&name=rivers&groups__0__name=ministry', 'stranger');

  assert.match(text, /name="title" value="Rivers"/);
  assert.match(text, /<option value="ministry" selected/);
});

test('a change keeps what the form does not show: members, datasets, other parents', async () => {
  await run('organization_create', { name: 'second', title: 'Second' });
  const users = [
    { name: 'admin', capacity: 'admin' },
    { name: 'editor', capacity: 'editor' },
  ];
  await run('organization_create', {
    name: 'kept',
    title: 'Kept',
    users,
    groups: [{ name: 'ministry' }, { name: 'second' }],
    extras: [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ],
  });
  const form = await ask('/organization/edit/kept', 'admin');
  assert.match(shown(form), /It also stays under Second/);

  const saved = await ask('/organization/edit/kept', 'admin', {
    _base: fieldIn(form, '_base'),
    title: 'Kept well',
    name: 'kept',
    description: 'New',
    groups__0__name: '',
    extras__0__key: 'b',
    extras__0__value: '3',
  });

  assert.deepEqual([saved.status, saved.headers['location']], [303, 'http://kokanee.test/organization/kept?done=saved']);
  const after = await show('kept');
  assert.deepEqual(
    after.users.map(({ name, capacity }) => `${name} ${capacity}`),
    ['admin admin', 'editor editor'],
  );
  assert.deepEqual([after.title, after.description, after.groups.map(({ name }) => name)], ['Kept well', 'New', ['second']]);
  assert.deepEqual(
    after.extras.map(({ key, value }) => `${key}=${value}`),
    ['b=3'],
  );
  await ask('/organization/edit/kept', 'admin', { title: 'Kept well', name: 'kept', extras__0__key: '', extras__0__value: '' });
  assert.deepEqual((await show('kept')).extras, [], 'the last further field can go too');
});

test('a form that is sent back as it came changes nothing', async () => {
  await run('organization_create', {
    name: 'untouched',
    title: ' Spaces "and" <tags> ',
    description: '\nA first blank line\r\n\r\n* list\n',
    image_url: 'https://example.org/a.png?b=c&d=e',
    groups: [{ name: 'ministry' }, { name: 'second' }],
    users: [{ name: 'admin', capacity: 'admin' }],
    extras: [
      { key: 'long', value: 'one\ntwo' },
      { key: 'url', value: 'https://example.org/?a=b&c="d"' },
    ],
  });
  const before = await show('untouched');
  const sent = await ask('/organization/edit/untouched', 'admin', fieldsOf((await ask('/organization/edit/untouched', 'admin')).text));

  assert.equal(sent.status, 303);
  const after = await show('untouched');
  assert.deepEqual(after, { ...before, description: before.description.replaceAll('\r\n', '\n') });
});

test('a new name moves the page, and the old address leads on, query and all', async () => {
  await run('organization_create', { name: 'old-name', title: 'Moving', users: [{ name: 'admin', capacity: 'admin' }] });
  const { id } = await show('old-name');
  const saved = await ask('/organization/edit/old-name', 'admin', { title: 'Moving', name: 'new-name' });

  assert.equal(saved.headers['location'], 'http://kokanee.test/organization/new-name?done=saved');
  for (const [from, to, status] of [
    ['/organization/old-name?q=a&page=1', '/organization/new-name?q=a&page=1', 301],
    ['/organization/about/old-name', '/organization/about/new-name', 301],
    ['/organization/members/old-name?q=x', '/organization/members/new-name?q=x', 301],
    [`/organization/${id}?q=a`, '/organization/new-name?q=a', 302],
    [`/organization/about/${id}`, '/organization/about/new-name', 302],
  ] as const) {
    const { status: told, headers } = await ask(from);
    assert.deepEqual([told, headers['location']], [status, `http://kokanee.test${to}`], from);
  }
  for (const name of ['Has Space', 'a', 'new', 'slash/slash'])
    assert.match((await ask('/organization/edit/new-name', 'admin', { title: 'Moving', name })).text, /id="name-error"/, name);
  assert.match((await ask('/organization/edit/new-name', 'admin', { title: 'Moving', name: '' })).text, /id="name-error"/);
  assert.match((await ask('/organization/edit/new-name', 'admin', { title: 'M', name: 'lakes' })).text, /already exists/);
});

test('nothing can be put under itself', async () => {
  await run('organization_create', { name: 'below-lakes', title: 'Below', groups: [{ name: 'lakes' }] });
  const form = await ask('/organization/edit/lakes', 'admin');

  assert.doesNotMatch(form.text, /<option value="(lakes|below-lakes)"/);
  const refused = await ask('/organization/edit/lakes', 'admin', {
    title: 'Ministry of Lakes',
    name: 'lakes',
    groups__0__name: 'below-lakes',
  });
  assert.match(refused.text, /href="#groups__0__name">Part of: This parent would create a loop/);
});

test('of two editors the second sees what changed, loses nothing and chooses', async () => {
  await run('group_create', { name: 'shared', title: 'One', description: 'Old', users: [{ name: 'admin', capacity: 'admin' }] });
  const form = await ask('/group/edit/shared', 'admin');
  await run('group_patch', { id: 'shared', title: 'Theirs', description: 'Also theirs' });

  const typed = { name: 'shared', title: 'Mine', description: 'Old', extras__0__key: 'k', extras__0__value: 'typed' };
  const met = await ask('/group/edit/shared', 'admin', { _base: fieldIn(form, '_base'), ...typed });

  assert.equal(met.status, 200);
  assert.match(shown(met), /Somebody else changed this while you were editing/);
  assert.match(shown(met), /Was: One Is now: Theirs Yours: Mine/);
  assert.match(met.text, /name="title" value="Mine"/);
  assert.match(met.text, /Also theirs<\/textarea>/, 'a field that was left alone follows');
  assert.match(met.text, /name="extras__0__value" value="typed"/);
  assert.equal((await show('shared', 'group')).title, 'Theirs', 'nothing is saved before the choice');

  const next = { _base: fieldIn(met, '_base'), ...typed, description: 'Also theirs' };
  await ask('/group/edit/shared', 'admin', { ...next, _take__title: 'theirs' });
  const { title, description, extras } = await show('shared', 'group');
  assert.deepEqual([title, description, extras.map(({ value }) => value)], ['Theirs', 'Also theirs', ['typed']]);
});

test('of two forms sent at the same moment one is saved and the other asked', async () => {
  await run('group_create', { name: 'at-once', title: 'Before', users: [{ name: 'admin', capacity: 'admin' }] });
  const base = fieldIn(await ask('/group/edit/at-once', 'admin'), '_base');

  const answers = await Promise.all(
    ['One', 'Two', 'Three'].map((title) => ask('/group/edit/at-once', 'admin', { _base: base, name: 'at-once', title })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 303]);
});

test('a picture is uploaded, kept through an error, replaced by a link and taken away', async () => {
  await run('group_create', { name: 'pictured', title: 'Pictured', users: [{ name: 'admin', capacity: 'admin' }] });
  const file = { field: 'image_upload', name: 'river.png', bytes: PNG };
  const wrong = await sendPicture('/group/edit/pictured', { title: 'Pictured', name: 'Bad Name' }, file, 'admin');
  assert.match(shown(wrong), /river\.png \([^)]*\) is kept/);
  const held = fieldIn(wrong, 'held_image_upload');

  const saved = await ask('/group/edit/pictured', 'admin', {
    title: 'Pictured',
    name: 'pictured',
    image_upload_source: 'upload',
    held_image_upload: held,
  });
  assert.equal(saved.status, 303);
  const { image_url: picture } = await show('pictured', 'group');
  assert.match(picture, /river\.png$/);
  assert.equal((await ask(`/uploads/group/${picture}`)).status, 200);
  assert.match((await ask('/group/pictured')).text, new RegExp(`<img src="http://kokanee.test/uploads/group/${picture}" alt`));

  await ask('/group/edit/pictured', 'admin', { title: 'Still pictured', name: 'pictured', image_upload_source: 'keep', image_url: '' });
  assert.equal((await show('pictured', 'group')).image_url, picture, 'kept');
  const text = await sendPicture(
    '/group/edit/pictured',
    { title: 'P', name: 'pictured' },
    { ...file, bytes: Buffer.from('no picture') },
    'admin',
  );
  assert.match(text.text, /href="#image_upload">Picture: Unsupported upload type/);
  await ask('/group/edit/pictured', 'admin', {
    title: 'P',
    name: 'pictured',
    image_upload_source: 'link',
    image_url: 'https://example.org/x.png',
  });
  assert.equal((await show('pictured', 'group')).image_url, 'https://example.org/x.png');
  assert.equal((await ask(`/uploads/group/${picture}`)).status, 404, 'nothing uses it any more');
  await ask('/group/edit/pictured', 'admin', { title: 'P', name: 'pictured', image_upload_source: 'none' });
  assert.equal((await show('pictured', 'group')).image_url, '');
});

test('a form of another site changes nothing', async () => {
  const { session, csrf } = await logIn('admin');
  const forged = { title: 'Forged', name: 'lakes' };

  assert.notEqual((await askBySession('/organization/edit/lakes', session, forged)).status, 303);
  assert.notEqual((await askBySession('/organization/delete/lakes', session, { _csrf_token: `${csrf}x` })).status, 303);
  const { title, state } = await show('lakes');
  assert.deepEqual([title, state], ['Ministry of Lakes', 'active']);
  assert.equal((await askBySession('/organization/edit/lakes', session, { title, name: 'lakes', _csrf_token: csrf })).status, 303);
  for (const page of ['delete', 'edit', 'member_delete', 'bulk_process', 'restore'])
    assert.equal((await ask(`/organization/${page}/lakes`, undefined, { confirm: 'delete' })).status >= 400, true, page);
});

test('an organization with datasets says beforehand that it cannot be deleted, and where they are', async () => {
  await run('organization_create', { name: 'full', title: 'Full', users: [{ name: 'admin', capacity: 'admin' }] });
  await run('package_create', { name: 'one-of-full', owner_org: 'full', private: true });

  const barred = await ask('/organization/delete/full', 'admin');
  assert.match(shown(barred), /still has 1 dataset\b/);
  assert.match(barred.text, /href="\/organization\/bulk_process\/full"/);
  assert.doesNotMatch(barred.text, /<form[^>]*\/organization\/delete/);
  const tried = await ask('/organization/delete/full', 'admin', {});
  assert.match(shown(tried), /There is a problem.*cannot be deleted while it still has datasets/);
  assert.equal((await show('full')).state, 'active');
});

test('deleting names what will follow; a sysadmin brings it back', async () => {
  await run('group_create', { name: 'going', title: 'Going', users: [{ name: 'admin', capacity: 'admin' }] });
  await run('package_create', { name: 'in-going', owner_org: 'lakes', groups: [{ name: 'going' }] });
  const asked = await ask('/group/delete/going', 'admin');
  assert.match(shown(asked), /Delete the group “Going”\?.*Its 1 dataset will stay.*Its one member loses the role/);

  await ask('/group/delete/going', 'admin', { cancel: 'Cancel' });
  assert.equal((await show('going', 'group')).state, 'active', 'CKAN’s second button');
  const gone = await ask('/group/delete/going', 'admin', {});
  assert.deepEqual([gone.status, gone.headers['location']], [303, 'http://kokanee.test/group?done=deleted']);
  assert.match(shown(await ask('/group?done=deleted', 'admin')), /The group is deleted/);
  assert.equal((await ask('/group/going')).status, 404);
  assert.equal((await ask('/group/going', 'admin')).status, 404, 'his role ended with it');
  const left = await ask('/group/going', 'root');
  assert.match(shown(left), /was deleted.*Restore the group/);
  assert.equal((await ask('/group/restore/going', 'admin', {})).status, 404);
  assert.equal((await ask('/group/restore/going', 'root')).status, 200);
  assert.equal((await ask('/group/restore/going', 'root', {})).headers['location'], 'http://kokanee.test/group/going?done=restored');
  assert.equal((await show('going', 'group')).state, 'active');
  assert.equal((await ask('/group/restore/going', 'root')).status, 404, 'there is nothing to restore');
});
