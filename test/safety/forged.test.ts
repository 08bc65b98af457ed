/** Forms that another site made a browser send: none changes anything, whichever page it is sent to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InjectedRequest } from '#http/server.ts';
import { keepJournal } from '../fuzz/journal.ts';
import { addressOf, aWorld } from './world.ts';

const world = await aWorld();
const [things] = await world.plant(['A plain text']);
assert.ok(things !== undefined);
const target = things;
const journal = await keepJournal(world.catalogue.app.store.pool);
await journal.changes();

/** Fields enough for any form to do its worst. */
const WORST = {
  ...{
    name: 'forged',
    title: 'Forged',
    login: 'root',
    password: 'correct-horse-9',
    password1: 'correct-horse-8',
    password2: 'correct-horse-8',
  },
  ...{ old_password: 'correct-horse-9', owner_org: target.organization, url: 'http://evil.example/', save: 'go-metadata', delete: 'yes' },
  ...{ username: target.user, role: 'admin', status: '1', confirm: 'yes', state: 'deleted', action: 'all', token: 'x', private: 'True' },
  ...{
    'bulk_action.delete': 'delete',
    [`dataset_${target.dataset}`]: 'on',
    group_added: target.group,
    fullname: 'Forged',
    email: 'forged@evil.example',
  },
};

const form = (url: string, fields: Readonly<Record<string, string>>, headers: Record<string, string>): InjectedRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
});

const CROSS = { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' };
const SAME = { origin: 'http://kokanee.test', 'sec-fetch-site': 'same-origin' };
const FORGERIES: readonly (readonly [string, Readonly<Record<string, string>>, Record<string, string>])[] = [
  ['without a token', {}, CROSS],
  ['without a token, from an old browser', {}, {}],
  ['with a made-up token', { _csrf_token: 'A'.repeat(32) }, CROSS],
  [
    'with a made-up token that a cookie repeats',
    { _csrf_token: 'A'.repeat(32) },
    { ...CROSS, cookie: `kokanee_visitor=${'A'.repeat(32)}` },
  ],
  ['from a page of the site whose session has ended', { _csrf_token: 'A'.repeat(32) }, SAME],
];

for (const { path } of world.pages.filter(({ methods }) => methods.includes('POST'))) {
  test(`a forged form sent to ${path} changes nothing`, async () => {
    for (const [what, fields, headers] of FORGERIES) {
      const cookie = [world.session.cookie, headers.cookie].filter((one) => one !== undefined).join('; ');
      const { status, headers: told } = await world.ask(
        form(addressOf(path, target), { ...WORST, ...fields }, { ...headers, cookie }),
        'sysadmin',
      );

      assert.ok(status >= 400 || status === 200, `${what}: ${status} ${String(told.location)}`);
      assert.ok(status < 500, `${what}: ${status}`);
      assert.deepEqual(await journal.changes(), [], what);
      assert.doesNotMatch(String(told['set-cookie']), /kokanee=[^;]{8}/, what);
    }
  });
}

test('no page changes anything when it is only read', async () => {
  // The account key is made when it is first shown.
  await world.ask({ url: '/user' }, 'sysadmin');
  await journal.changes();
  for (const { path } of world.pages) {
    await world.ask({ url: `${addressOf(path, target)}?${new URLSearchParams(WORST).toString()}` }, 'sysadmin');

    assert.deepEqual(await journal.changes(), [], path);
  }
});

test('a session does not let another site call the API with it', async () => {
  for (const action of ['package_delete', 'package_patch', 'user_patch', 'organization_create']) {
    const input = JSON.stringify({ id: target.dataset, name: 'forged' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json']) {
      const { status } = await world.ask(
        { method: 'POST', url: `/api/3/action/${action}`, headers: { ...CROSS, 'content-type': type }, body: input },
        'sysadmin',
      );

      assert.ok(status >= 400, `${action} as ${type}: ${status}`);
      assert.deepEqual(await journal.changes(), []);
    }
  }
});
