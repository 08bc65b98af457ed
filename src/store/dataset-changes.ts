/**
 * Changes of datasets that leave their resources alone: state, visibility and owner of many at
 * once, and the order of one's resources.
 */
import type pg from 'pg';
import type { Dataset, Doc } from '#domain/dataset.ts';
import { withBinaryTexts } from './binary-arrays.ts';
import { logged } from './changes.ts';
import type { Write } from './commit.ts';
import { ownable } from './dataset.ts';

/** Whether every one of the ids or names belongs to a dataset; names they had before do not count. */
export async function allAreDatasets(pool: pg.Pool, refs: readonly string[]): Promise<boolean> {
  const { rows } = await pool.query(
    'select 1 from unnest($1::text[]) r where not exists (select 1 from dataset where id = r or name = r) limit 1',
    [refs],
  );
  return rows.length === 0;
}

export type ChangedDataset = Pick<Dataset, 'id' | 'rev' | 'state' | 'private' | 'ownerOrg'> & { readonly doc: Doc };

/** Writes them all or none: one that changed since it was read makes the whole piece stale. */
export function changeDatasets(datasets: readonly ChangedDataset[], modified: string): Write {
  return withBinaryTexts({
    parts: {
      dataset: `update dataset d set state = t.state, private = t.private, owner_org = t.owner_org, doc = t.doc::json, metadata_modified = $7, rev = d.rev + 1
        from unnest($1::text[], $2::bigint[], $3::text[], $4::boolean[], $5::text[], $6::text[]) as t(id, rev, state, private, owner_org, doc)
        where d.id = t.id and d.rev = t.rev and ${ownable('t.owner_org', 'd.owner_org')} returning d.id, d.rev`,
      all: 'select 1 where (select count(*) from @dataset) = cardinality($1::text[])',
      change: logged('dataset', 'dataset'),
    },
    values: [
      datasets.map((d) => d.id),
      datasets.map((d) => d.rev),
      datasets.map((d) => d.state),
      datasets.map((d) => d.private),
      datasets.map((d) => d.ownerOrg),
      datasets.map((d) => JSON.stringify(d.doc)),
      modified,
    ],
    expects: 'all',
    touches: datasets.map((d) => ({ kind: 'dataset', id: d.id })),
  });
}

/**
 * Gives all resources of a dataset, read at `rev`, the places they are listed in. One that came
 * since makes it stale, so that none is left without a place.
 */
export function placeResources(datasetId: string, rev: number, modified: string, resources: readonly string[]): Write {
  return {
    parts: {
      dataset: `update dataset set metadata_modified = $3, next_position = cardinality($4::text[]), rev = rev + 1
        where id = $1 and rev = $2 returning id, rev`,
      moved: `update resource r set position = t.place - 1 from @dataset d, unnest($4::text[]) with ordinality as t(id, place)
        where r.dataset_id = d.id and r.id = t.id and r.position <> t.place - 1`,
      change: logged('dataset', 'dataset'),
    },
    values: [datasetId, rev, modified, resources],
    expects: 'dataset',
    touches: [{ kind: 'dataset', id: datasetId }],
  };
}
