/** Vocabularies and their tags, on datasets and off them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { IntegrityError, NotAuthorized, NotFound, ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser } = await aCatalogue();
await run('organization_create', { name: 'org' });
const editor = await aUser('editor');

type Tag = { readonly name: string; readonly vocabulary_id: string | null };
type Vocabulary = { readonly id: string; readonly name: string; readonly tags: readonly Tag[] };
type Dataset = {
  readonly id: string;
  readonly num_tags: number;
  readonly metadata_modified: string;
  readonly tags: readonly Tag[];
  readonly title: string;
};

const aVocabulary = (name: string, tags: readonly string[] = []): Promise<Vocabulary> =>
  run('vocabulary_create', { name, tags: tags.map((tag) => ({ name: tag })) });
const aDataset = (name: string, tags: readonly Partial<Tag>[], more: Record<string, unknown> = {}): Promise<Dataset> =>
  run('package_create', { name, owner_org: 'org', tags, ...more });
const show = (id: string): Promise<Dataset> => run('package_show', { id });
const namesOf = ({ tags }: Vocabulary | Dataset): string[] => tags.map(({ name }) => name);
const count = async (fq: string): Promise<number> => (await run<{ count: number }>('package_search', { fq, rows: 0 }, anonymous)).count;

test('a vocabulary is made, shown to everybody by id and name, and changed by sysadmins alone', async () => {
  const { id } = await aVocabulary('colours', ['red', 'blue']);

  for (const ref of [id, 'colours']) assert.deepEqual(namesOf(await run('vocabulary_show', { id: ref }, anonymous)), ['blue', 'red']);
  assert.deepEqual(
    (await run<readonly Vocabulary[]>('vocabulary_list', {}, anonymous)).map(({ name }) => name),
    ['colours'],
  );
  for (const [action, input] of [
    ['vocabulary_create', { name: 'mine' }],
    ['vocabulary_update', { id, tags: [] }],
    ['vocabulary_delete', { id }],
    ['tag_create', { name: 'green', vocabulary_id: id }],
    ['tag_delete', { id: 'red', vocabulary_id: id }],
  ] as const)
    await assert.rejects(run(action, input, editor), NotAuthorized, action);
});

test('a tag of a vocabulary stands beside a free tag of the same name, and has a search field of its own', async () => {
  const { id } = await aVocabulary('places', ['north']);

  const dataset = await aDataset('beside', [{ name: 'north' }, { name: 'north', vocabulary_id: id }]);

  assert.deepEqual(new Set(dataset.tags.map((tag) => tag.vocabulary_id)), new Set([null, id]));
  assert.deepEqual([await count('vocab_places:north'), await count('tags:north')], [1, 1]);
  await assert.rejects(aDataset('by-name', [{ name: 'north', vocabulary_id: 'places' }]), (error) => {
    assert.ok(error instanceof ValidationError);
    assert.deepEqual(error.errors, { tags: [{ vocabulary_id: ['Tag vocabulary was not found.'] }] });
    return true;
  });
});

test('a name that the vocabulary lacks joins it with a public dataset, and not with a private one', async () => {
  const { id } = await aVocabulary('themes');
  await aDataset('open-theme', [{ name: 'lakes', vocabulary_id: id }]);
  await aDataset('hidden-theme', [{ name: 'secret mine', vocabulary_id: id }], { private: true });

  assert.deepEqual(namesOf(await run('vocabulary_show', { id })), ['lakes']);
  assert.deepEqual(await run('tag_list', { vocabulary_id: 'themes' }, anonymous), ['lakes']);
  assert.deepEqual(await run('tag_autocomplete', { q: 'sec', vocabulary_id: id }, anonymous), []);
  await assert.rejects(run('tag_show', { id: 'secret mine', vocabulary_id: id }, anonymous), NotFound);
  await assert.rejects(run('tag_create', { name: 'lakes', vocabulary_id: id }), ValidationError);
});

test('renaming a vocabulary renames its search field', async () => {
  const { id } = await aVocabulary('old', ['one']);
  await aDataset('renamed-field', [{ name: 'one', vocabulary_id: id }]);
  assert.equal(await count('vocab_old:one'), 1);

  assert.deepEqual(namesOf(await run('vocabulary_update', { id, name: 'new' })), ['one']);

  assert.deepEqual([await count('vocab_old:one'), await count('vocab_new:one')], [0, 1]);
});

test('tags that an update leaves out come off their datasets in the same moment', async () => {
  const { id } = await aVocabulary('kept', ['aa', 'bb', 'cc']);
  const before = await aDataset(
    'loses',
    ['aa', 'bb', 'cc'].map((name) => ({ name, vocabulary_id: id })),
    { title: 'Ö "x" \\ y' },
  );
  const other = await aDataset('stays', [{ name: 'aa' }]);

  await run('vocabulary_update', { id, tags: [{ name: 'bb' }, { name: 'dd' }] });

  const after = await show('loses');
  assert.deepEqual([namesOf(after), after.num_tags, after.title], [['bb'], 1, 'Ö "x" \\ y']);
  assert.ok(after.metadata_modified > before.metadata_modified);
  assert.deepEqual(Object.keys(after), Object.keys(before));
  assert.deepEqual(await show('stays'), other);
  assert.deepEqual([await count('vocab_kept:aa'), await count('vocab_kept:bb')], [0, 1]);
});

test('a vocabulary that is removed takes its tags along, from private and deleted datasets too', async () => {
  const { id } = await aVocabulary('gone', ['aa']);
  for (const [name, more] of [
    ['gone-private', { private: true }],
    ['gone-deleted', { state: 'deleted' }],
  ] as const)
    await aDataset(name, [{ name: 'free' }, { name: 'aa', vocabulary_id: id }], more);

  assert.equal(await run('vocabulary_delete', { id: 'gone' }), null);

  for (const name of ['gone-private', 'gone-deleted']) assert.deepEqual(namesOf(await show(name)), ['free']);
  await assert.rejects(run('vocabulary_show', { id }), { message: `Could not find vocabulary "${id}"` });
  await assert.rejects(aDataset('too-late', [{ name: 'aa', vocabulary_id: id }]), ValidationError);
});

test('a tag is taken off every dataset, a free one by its name or id', async () => {
  await aDataset('free-one', [{ name: 'flood' }, { name: 'floods' }]);
  await aDataset('free-two', [{ name: 'flood' }], { private: true });
  const { id } = await run<{ id: string }>('tag_show', { id: 'flood' }, anonymous);

  assert.equal(await run('tag_delete', { id }), null);

  assert.deepEqual([namesOf(await show('free-one')), namesOf(await show('free-two'))], [['floods'], []]);
  await assert.rejects(run('tag_delete', { id: 'flood' }), { message: 'Could not find tag "flood"' });
});

test('nobody learns of a hidden tag by trying to delete it, and a sysadmin can', async () => {
  await aDataset('hidden-tag', [{ name: 'bunker' }], { private: true });

  await assert.rejects(run('tag_delete', { id: 'bunker' }, editor), NotFound);
  assert.equal(await run('tag_delete', { id: 'bunker' }), null);
  assert.deepEqual(namesOf(await show('hidden-tag')), []);
});

test('of two editors who write at once the vocabulary keeps both tags', async () => {
  const { id } = await aVocabulary('busy');

  await Promise.all(['aa', 'bb', 'cc', 'dd'].map((name) => run('tag_create', { name, vocabulary_id: id })));

  assert.deepEqual(namesOf(await run('vocabulary_show', { id })), ['aa', 'bb', 'cc', 'dd']);
  const twice = await Promise.allSettled(['ee', 'ee'].map((name) => run('tag_create', { name, vocabulary_id: id })));
  assert.deepEqual(twice.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('nonsense is refused by name, and changes nothing', async () => {
  const before = app.store.vocabularies.all();
  for (const input of [{}, { id: '' }, { id: null }])
    for (const action of ['vocabulary_show', 'vocabulary_update', 'vocabulary_delete', 'tag_delete'])
      await assert.rejects(run(action, input), { errors: { id: 'id not in data' } });
  for (const id of [[], {}, [1]]) await assert.rejects(run('vocabulary_show', { id }), NotFound);
  await assert.rejects(run('vocabulary_create', { name: 'vv', tags: 'red' }), IntegrityError);
  await assert.rejects(run('tag_search', { q: 'a', limit: 'x' }), { errors: { limit: ['Invalid integer'] } });
  await assert.rejects(run('tag_search', { fields: { tags: 5 } }), { errors: { fields: ['Must be a string'] } });

  assert.deepEqual(app.store.vocabularies.all(), before);
});

test('a tag is shown with its public datasets, and without what the index keeps of them', async () => {
  await aDataset('tagged-open', [{ name: 'salmon' }]);
  await aDataset('tagged-hidden', [{ name: 'salmon' }], { private: true });

  const { packages } = await run<{ packages: readonly Record<string, unknown>[] }>('tag_show', { id: 'salmon', include_datasets: true });

  assert.deepEqual(
    packages.map(({ name }) => name),
    ['tagged-open'],
  );
  assert.ok(packages.every((one) => !('validated_data_dict' in one)));
});
