import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contradictions } from '#store/bulk-check.ts';
import { removeVocabulary, revOfVocabulary } from '#store/vocabulary.ts';
import { before } from '#support/at-one-moment.ts';
import { anOpenedCatalogue } from '../test-opened.ts';

const { app, imports, run } = await anOpenedCatalogue();
const ID = '00000000-0000-4000-8000-000000000070';
const tagsOf = async (id: string): Promise<unknown> =>
  ((await run('vocabulary_show', { id }))['tags'] as { name: string }[]).map(({ name }) => name);

test('a vocabulary comes in with its id, and datasets after it name it', async () => {
  const { tally, said } = await imports([
    { id: ID, type: 'vocabulary', name: 'places', tags: [{ name: 'north' }] },
    { name: 'office', is_organization: true },
    { name: 'mapped', type: 'dataset', owner_org: 'office', tags: [{ name: 'north', vocabulary_id: ID }] },
  ]);

  assert.deepEqual([tally.added, said], [3, []]);
  assert.deepEqual([await tagsOf(ID), await tagsOf('places')], [['north'], ['north']]);
});

test('imported again it changes nothing, and further tags join those that are there', async () => {
  const again = await imports([{ id: ID, name: 'places', tags: [{ name: 'north' }] }], { as: 'vocabularies' });
  const more = await imports([{ name: 'places', type: 'vocabulary', tags: [{ name: 'south' }] }]);

  assert.deepEqual([again.tally.unchanged, more.tally.changed], [1, 1]);
  assert.deepEqual(await tagsOf('places'), ['north', 'south']);
});

test('a line whose name is the id of another vocabulary is refused', async () => {
  const { tally, said } = await imports([{ name: ID, type: 'vocabulary' }]);

  assert.deepEqual([tally.refused, said.length], [1, 1]);
  assert.match(said.join(), /That vocabulary name is already in use/);
});

test('bad lines are told of and passed over', async () => {
  const { tally, said } = await imports(
    [
      { id: 'x', name: 'by id' },
      { name: 'v' },
      { name: 'tagged', tags: [{ name: 'a' }] },
      { name: 'tagged', tags: 'north' },
      { id: '00000000-0000-4000-8000-000000000071', name: 'good' },
    ],
    { as: 'vocabularies' },
  );

  assert.deepEqual([tally.added, tally.refused, said.length], [1, 4, 4]);
});

test('a dataset whose vocabulary is removed while its line is read is refused', async () => {
  const { pool } = app.store;
  await imports([{ name: 'going', type: 'vocabulary', id: '00000000-0000-4000-8000-000000000072' }]);
  const id = '00000000-0000-4000-8000-000000000072';
  const line = { name: 'left-alone', type: 'dataset', owner_org: 'office', tags: [{ name: 'north', vocabulary_id: id }] };

  const outcome = await before(pool, [removeVocabulary(id, await revOfVocabulary(pool, id))], () => imports([line]));

  assert.equal((outcome as Awaited<ReturnType<typeof imports>>).tally.refused, 1);
  assert.deepEqual(await contradictions(pool), []);
});
