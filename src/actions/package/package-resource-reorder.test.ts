/** The order of resources, also while others come and go. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound } from '#domain/errors.ts';
import { contradictions } from '#store/bulk-check.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run } = await aCatalogue();
await run('organization_create', { name: 'org' });

type Dataset = {
  readonly id: string;
  readonly metadata_modified: string;
  readonly resources: readonly { readonly id: string; readonly position: number }[];
};
const idsOf = ({ resources }: Dataset): string[] => resources.map(({ id }) => id);
const show = (id: string): Promise<Dataset> => run('package_show', { id });
const aDataset = (name: string, count: number): Promise<Dataset> =>
  run('package_create', {
    name,
    owner_org: 'org',
    resources: Array.from({ length: count }, (_, n) => ({ url: `http://example.org/${n}` })),
  });

test('those named come first, the rest keep their order, and the answer tells of all', async () => {
  const dataset = await aDataset('ordered', 4);
  const [a = '', b = '', c = '', d = ''] = idsOf(dataset);

  const answer = await run('package_resource_reorder', { id: 'ordered', order: [d, b] });

  assert.deepEqual(answer, { id: 'ordered', order: [d, b, a, c] });
  const after = await show('ordered');
  assert.deepEqual(idsOf(after), [d, b, a, c]);
  assert.deepEqual(
    after.resources.map(({ position }) => position),
    [0, 1, 2, 3],
  );
  assert.ok(after.metadata_modified > dataset.metadata_modified);
});

test('an order that is there already changes nothing', async () => {
  const dataset = await aDataset('as-it-is', 3);

  await run('package_resource_reorder', { id: 'as-it-is', order: idsOf(dataset) });

  assert.deepEqual(await show('as-it-is'), dataset);
});

test('resources that come, change and go at the same moment are neither lost nor doubled', async () => {
  const dataset = await aDataset('busy', 6);
  const [a = '', b = '', c = '', d = '', ...rest] = idsOf(dataset);

  const added = await Promise.all([
    ...Array.from({ length: 10 }, (_, n) =>
      run<{ id: string }>('resource_create', { package_id: 'busy', url: `http://example.org/new/${n}` }),
    ),
    run('package_resource_reorder', { id: 'busy', order: [...rest].reverse() }),
    run('resource_delete', { id: b }),
    run('resource_patch', { id: c, name: 'changed' }),
    run('package_resource_reorder', { id: 'busy', order: [d, a] }),
  ]);

  const after = await show('busy');
  const created = added.slice(0, 10).map(({ id }) => id);
  assert.deepEqual(new Set(idsOf(after)), new Set([a, c, d, ...rest, ...created]));
  assert.equal(after.resources.length, 15);
  assert.deepEqual(await contradictions(app.store.pool), []);
});

test('what is no order of this dataset is refused in words', async () => {
  const [{ resources }, other] = [await aDataset('refusing', 2), await aDataset('another', 1)];
  const [a, b] = resources.map(({ id }) => id);
  const order = (value: unknown): Promise<unknown> => run('package_resource_reorder', { id: 'refusing', order: value });
  const foreign = idsOf(other)[0];

  await assert.rejects(order([a, a]), { errors: { order: 'Must supply unique resource_ids' } });
  await assert.rejects(order([b, foreign]), { errors: { order: `resource_id ${foreign} can not be found` } });
  for (const wrong of [a, 5, {}]) await assert.rejects(order(wrong), { errors: { order: 'Must be a list of resource' } });
  for (const wrong of [[[]], [null], [{}]]) await assert.rejects(order(wrong), { errors: { order: 'resource_id  can not be found' } });
  await assert.rejects(order(undefined), { errors: { order: ['Missing value'] } });
  await assert.rejects(run('package_resource_reorder', { id: 'refusing', order: [b] }, anonymous), NotAuthorized);
  await assert.rejects(run('package_resource_reorder', { id: 'nowhere', order: [] }), NotFound);
});
