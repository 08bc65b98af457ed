// The page of all users on a whole catalogue.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPortal } from '../group/test-portal.ts';

const { ask, run } = await aPortal();

test('users stand as people read their names', async () => {
  for (const [id, fullname] of Object.entries({ editor: 'Édith', member: 'Zoe', stranger: 'ada' }))
    await run('user_patch', { id, fullname });
  const { text } = await ask('/users');

  assert.deepEqual(
    [...text.matchAll(/<th scope="row"><a href="\/user\/([^"]+)"/g)].map(([, name]) => name),
    ['stranger', 'admin', 'editor', 'root', 'member'],
  );
});
