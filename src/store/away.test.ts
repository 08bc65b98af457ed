/** PostgreSQL goes away for a moment, in all the ways it can, and comes back. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type pg from 'pg';
import type { InjectedAnswer } from '#http/server.ts';
import { anonymous } from '#domain/actor.ts';
import { Unavailable } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run } = await aCatalogue();
const door = await app.door();
await run('organization_create', { name: 'lakes' });
await run('package_create', { name: 'here', owner_org: 'lakes' });
const original = app.store.pool.query;
after(() => {
  app.store.pool.query = original;
});

const ask = (action: string, input: unknown): Promise<InjectedAnswer> =>
  door.inject({
    method: 'POST',
    url: `/api/3/action/${action}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });

test('backends killed between and during calls cost at most a 503, and the next call is answered', async () => {
  const { rows } = await app.store.pool.query<{ user: string }>('select current_user as user');
  assert.ok(rows[0] !== undefined);
  for (let round = 0; round < 5; round++) {
    const calls = Array.from({ length: 20 }, (_, n) =>
      run('package_create', { name: `round-${round}-${n}`, owner_org: 'lakes' }).then(
        () => 'made',
        (error: unknown) => error,
      ),
    );
    await app.store.pool
      .query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()',
      )
      .catch(() => {});
    const results = await Promise.all(calls);

    assert.deepEqual(results.filter((result) => result !== 'made' && !(result instanceof Unavailable)).map(String), []);
    const made = results.flatMap((result, n) => (result === 'made' ? [`round-${round}-${n}`] : []));
    const held = (await app.store.pool.query<{ name: string }>('select name from dataset where name = any($1)', [made])).rows;
    assert.equal(held.length, made.length);
  }
  assert.equal((await ask('package_show', { id: 'here' })).status, 200);
});

test('while it is away every call is answered 503 with Retry-After, and says nothing of why', async () => {
  app.store.documents.clear();
  const refused = Object.assign(new Error('connect ECONNREFUSED /tmp/secret/.s.PGSQL.5432'), { code: 'ECONNREFUSED' });
  app.store.pool.query = (() => Promise.reject(refused)) as unknown as pg.Pool['query'];
  try {
    for (const [action, input] of [
      ['package_show', { id: 'here' }],
      ['package_list', {}],
      ['user_show', { id: 'x' }],
    ] as const) {
      const { status, headers, text } = await ask(action, input);
      assert.equal(status, 503, action);
      assert.match(String(headers['retry-after']), /^\d+$/);
      assert.doesNotMatch(text, /ECONN|PGSQL|socket|postgres/i);
      assert.equal((JSON.parse(text) as { success: boolean }).success, false);
    }
    const token = await door.inject({
      url: '/api/3/action/package_list',
      headers: { authorization: '11111111-2222-4333-8444-555555555555' },
    });
    assert.deepEqual([token.status, /ECONN|PGSQL/.test(token.text)], [503, false]);
    const page = await door.inject({ url: '/dataset/here' });
    assert.deepEqual([page.status, /ECONN|PGSQL/.test(page.text)], [503, false]);
    assert.equal((await door.inject({ url: '/readyz' })).status, 503);
    assert.equal((await door.inject({ url: '/healthz' })).status, 200);
  } finally {
    app.store.pool.query = original;
  }

  assert.equal((await ask('package_show', { id: 'here' })).status, 200);
  await assert.doesNotReject(run('package_list', {}, anonymous));
});
