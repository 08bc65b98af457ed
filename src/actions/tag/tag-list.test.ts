import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import { tagId } from '#domain/tag.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { run } = await aCatalogue();
await run('organization_create', { name: 'org' });
const aDataset = (name: string, tags: readonly string[], more: Record<string, unknown> = {}): Promise<unknown> =>
  run('package_create', { name, owner_org: 'org', tags: tags.map((tag) => ({ name: tag })), ...more });
await aDataset('d1', ['Water', 'fire safety']);
await aDataset('d2', ['water main', 'Water']);
await aDataset('d3', ['hidden'], { private: true });
await aDataset('d4', ['sketched'], { state: 'draft' });

const list = (input: Record<string, unknown> = {}): Promise<unknown> => run('tag_list', input, anonymous);

test('tags of public datasets are listed, whoever asks', async () => {
  assert.deepEqual(await list(), ['Water', 'fire safety', 'water main']);
  assert.deepEqual(await run('tag_list'), ['Water', 'fire safety', 'water main']);
});

test('a text is looked for anywhere and in any case, of several texts all', async () => {
  assert.deepEqual(await list({ query: 'WATER' }), ['Water', 'water main']);
  assert.deepEqual(await list({ q: ['water', 'main'] }), ['water main']);
  assert.deepEqual(await list({ query: '  ' }), []);
});

test('whole records have the id that datasets show', async () => {
  const { tags } = await run<{ tags: { id: string; name: string }[] }>('package_show', { id: 'd1' });

  const listed = await run<Record<string, unknown>[]>('tag_list', { query: 'fire', all_fields: true });

  assert.deepEqual(listed, [
    { id: tagId({ name: 'fire safety', vocabulary_id: null }), name: 'fire safety', display_name: 'fire safety', vocabulary_id: null },
  ]);
  assert.equal(listed[0]?.id, tags.find(({ name }) => name === 'fire safety')?.id);
});

test('a vocabulary that does not exist is not found, and words that are no texts are refused', async () => {
  await assert.rejects(list({ vocabulary_id: 'places' }), { message: "could not find vocabulary 'places'" });
  await assert.rejects(list({ vocabulary_id: [1] }), NotFound);
  await assert.rejects(list({ query: [5] }), ValidationError);
});
