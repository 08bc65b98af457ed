// The search page on a whole catalogue: names of old, queries as people type them, and filters where there are some.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPortal, shown } from '../group/test-portal.ts';

const { ask, run } = await aPortal();
await run('organization_create', { name: 'empty', title: 'Empty' });
await run('group_create', { name: 'quiet', title: 'Quiet' });
await run('package_create', { name: 'salmon', title: 'Salmon \u202Eruns', owner_org: 'lakes', groups: [{ name: 'water' }] });
await run('package_create', { name: 'trout', title: 'Trout', owner_org: 'ministry' });
await run('organization_patch', { id: 'lakes', name: 'rivers' });
await run('group_patch', { id: 'water', name: 'waters' });
const rivers = await run<{ id: string }>('organization_show', { id: 'rivers' });

const led = async (url: string): Promise<unknown> => {
  const { status, headers } = await ask(url);
  return [status, String(headers['location'] ?? '').replace('http://kokanee.test', '')];
};

test('a search by a former name leads to the same search by the present one', async () => {
  assert.deepEqual(await led('/dataset?organization=lakes&q=salmon&sort=title_string+asc'), [
    301,
    '/dataset?q=salmon&organization=rivers&sort=title_string+asc',
  ]);
  assert.deepEqual(await led('/dataset?groups=water&organization=lakes'), [301, '/dataset?organization=rivers&groups=waters']);
  assert.deepEqual(await led('/dataset?organization=lakes&organization=ministry'), [
    301,
    '/dataset?organization=rivers&organization=ministry',
  ]);
  assert.deepEqual(await led('/organization/rivers?groups=water'), [301, '/organization/rivers?groups=waters']);
  assert.deepEqual(await led(`/dataset?organization=${rivers.id}`), [302, '/dataset?organization=rivers']);
});

test('present names and names of nobody lead nowhere', async () => {
  for (const query of ['organization=rivers', 'organization=empty', 'groups=quiet', 'groups=nosuch', 'organization=rivers&q=nothing'])
    assert.deepEqual(await led(`/dataset?${query}`), [200, ''], query);
});

test('OR, brackets and stars do what they say, and the links for programs ask the same', async () => {
  const found = async (q: string): Promise<unknown> =>
    /(\d+) datasets? found/.exec(shown(await ask(`/dataset?q=${encodeURIComponent(q)}`)))?.[1];

  assert.deepEqual([await found('salmon OR trout'), await found('(salmon OR trout) runs'), await found('salm*')], ['2', '1', '1']);
  const { text } = await ask('/dataset?q=salmon+OR+trout');
  for (const start of ['/api/3/action/package_search?', '/feeds/custom.atom?'])
    assert.ok(text.includes(`href="${start}q=text%3A(salmon+OR+trout)`), start);
  assert.match(text, /<input id="q" type="search" name="q" value="salmon OR trout"/);
});

test('a button leads to the filters only where there are some', async () => {
  const button = /<a class="button secondary filters-open" href="#filters">/;

  assert.match((await ask('/dataset')).text, button);
  for (const url of ['/organization/empty', '/group/quiet', '/dataset?q=nosuchword'])
    assert.doesNotMatch((await ask(url)).text, button, url);
  assert.match((await ask('/dataset?q=nosuchword&tags=x')).text, button);
});

test('whoever asks for the icon by its old name gets it', async () => {
  const answer = await ask('/favicon.ico');

  assert.equal(answer.status, 302);
  const icon = await ask(String(answer.headers['location']).replace('http://kokanee.test', ''));
  assert.deepEqual([icon.status, icon.headers['content-type']], [200, 'image/svg+xml']);
});
