// The page of a record's changes: what became of it, by whom, and who may know.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCatalogue } from '#support/catalogue.ts';
import { browserOf } from '#support/form-browser.ts';
import { activity } from '../extension.ts';

const catalogue = await aCatalogue({ extensions: [activity] });
const { run, aUser, again } = catalogue;
const edith = await aUser('edith');
await run('user_patch', { id: 'edith', fullname: 'Édith Editor' });
await run('organization_create', { name: 'lakes', users: [{ name: 'edith', capacity: 'editor' }] });
const people = await browserOf(catalogue, ['edith']);
const editor = await again(edith);

const { id } = await run<{ id: string }>('package_create', { name: 'levels', title: 'Levels', owner_org: 'lakes', state: 'draft' });
const resource = await run<{ id: string }>('resource_create', { package_id: id, name: 'Gauge A', url: 'https://a.example/a' }, editor);
await run('package_patch', { id, state: 'active' }, editor);
await run('resource_patch', { id: resource.id, description: 'By hand' }, editor);
await run('package_patch', { id, notes: 'New words' }, editor);
await run('package_delete', { id }, editor);
await run('package_patch', { id, state: 'active' }, editor);
await run('resource_delete', { id: resource.id }, editor);

const PAGE = '/dataset/activity/levels';
const lines = (html: string): readonly string[] =>
  [...(/<ol class="changes">.*?<\/ol>/s.exec(html)?.[0] ?? '').matchAll(/<li><p>(.*?)<p class="quiet">/gs)].map(([, text = '']) =>
    text
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );

test('each change is told in plain words, with who made it and the resources it touched', async () => {
  const { text, status } = await people.get(PAGE, 'edith');

  assert.equal(status, 200);
  assert.deepEqual(lines(text), [
    'Édith Editor changed data and resources: Deleted: 1 resource',
    'Édith Editor restored the record',
    'Édith Editor deleted the record',
    'Édith Editor changed the record',
    'Édith Editor changed data and resources: Changed: Gauge A',
    'Édith Editor published the record',
    'Édith Editor changed data and resources: Added: Gauge A',
    'Somebody created the record',
  ]);
  assert.match(text, /<a href="\/user\/edith">Édith Editor<\/a>/);
  assert.match(text, /<time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z">[A-Z][a-z]+ \d{1,2}, \d{4}, \d\d:\d\d UTC<\/time>/);
});

test('others see what happened while the record was open to them', async () => {
  const { text } = await people.get(PAGE);

  assert.deepEqual(
    lines(text).map((line) => line.replace(/^Édith Editor /, '')),
    [
      'changed data and resources: Deleted: 1 resource',
      'restored the record',
      'changed the record',
      'changed data and resources: Changed: Gauge A',
      'published the record',
    ],
  );
});

test('a long list has pages', async () => {
  await run('package_create', { name: 'busy', owner_org: 'lakes' }, editor);
  for (let n = 0; n < 51; n++) await run('package_patch', { id: 'busy', notes: `Words ${n}` }, editor);
  const [first, second] = [await people.get('/dataset/activity/busy'), await people.get('/dataset/activity/busy?page=2')];

  assert.deepEqual([lines(first.text).length, lines(second.text).length], [50, 2]);
  assert.match(first.text, /<a rel="next" href="\/dataset\/activity\/busy\?page=2">Older changes/);
  assert.match(second.text, /<a rel="prev" href="\/dataset\/activity\/busy">Newer changes/);
  assert.doesNotMatch(second.text, /Older changes/);
});

test('the action hands out parts, and refuses what is no number', async () => {
  const changes = await run<readonly unknown[]>('activity_dataset_changes', { id: 'busy', limit: '3', offset: 50 });

  assert.equal(changes.length, 2);
  await assert.rejects(run('activity_dataset_changes', { id: 'busy', limit: 'many' }), { errors: { limit: ['Invalid integer'] } });
});
