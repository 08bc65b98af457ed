import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both, get, post } from './page.ts';
import { makeRouter } from './router.ts';

const page = (): never => {
  throw new Error('never run');
};

test('fixed paths win over names that stand after them, and a wrong method is told apart', () => {
  const find = makeRouter([get('/user/me', page), get('/user/:id', page), post('/user/:id/tokens', page), both('/', page)]);
  const params = (method: 'GET' | 'POST', path: string): unknown => {
    const match = find(method, path);
    return typeof match === 'object' ? match.params : match;
  };

  assert.deepEqual(params('GET', '/user/me'), {});
  assert.deepEqual(params('GET', '/user/joe'), { id: 'joe' });
  assert.deepEqual(params('POST', '/'), {});
  assert.equal(params('GET', '/user/joe/tokens'), 'wrong method');
  assert.equal(params('GET', '/user/a/b/c'), undefined);
  assert.equal(params('GET', '/nosuch'), undefined);
});
