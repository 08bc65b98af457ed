// What is one's own: deleted datasets are found again, by those who may bring them back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPortal, shown } from './group/test-portal.ts';

const { ask, run } = await aPortal();
await run('package_create', { name: 'gone', title: 'Gone away', owner_org: 'lakes' });
await run('package_create', { name: 'elsewhere', title: 'Gone elsewhere', owner_org: 'ministry' });
await run('package_create', { name: 'kept', title: 'Still here', owner_org: 'lakes' });
for (const id of ['gone', 'elsewhere']) await run('package_delete', { id });

const DELETED = '/dashboard/datasets?state=deleted';

test('editors find what was deleted in their organizations, open it and restore it', async () => {
  for (const person of ['admin', 'editor'] as const) {
    const page = await ask(DELETED, person);
    assert.match(shown(page), /1 dataset .*Gone away Deleted/, shown(page));
    assert.doesNotMatch(page.text, /Gone elsewhere|Still here/, person);
    assert.match(page.text, /href="\/dashboard\/datasets\?state=deleted" aria-current="page">Deleted</);
  }
  const record = await ask('/dataset/gone', 'editor');
  assert.match(record.text, /action="\/dataset\/restore\/gone"/);
  assert.equal((await ask('/dataset/restore/gone', 'editor', {})).status, 303);
  assert.match(shown(await ask(DELETED, 'editor')), /Nothing that you may restore is deleted/);
  await run('package_delete', { id: 'gone' });
});

test('members and strangers find nothing there, and all else stays without the deleted', async () => {
  for (const person of ['member', 'stranger'] as const) assert.doesNotMatch((await ask(DELETED, person)).text, /Gone/, person);
  assert.doesNotMatch((await ask('/dashboard/datasets', 'editor')).text, /Gone/);
});
