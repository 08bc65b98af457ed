/** A dataset as an answer: its ready bytes, with what extensions keep where that was asked for. */
import { isSysadmin } from '#domain/actor.ts';
import { NotFound } from '#domain/errors.ts';
import { Spliced } from '#domain/spliced.ts';
import type { DatasetRow, NewDataset } from '#store/dataset.ts';
import type { Document } from '#store/document-cache.ts';
import type { Call } from '../action.ts';
import { presentRow } from './present.ts';

/** The answer of a write: the dataset as it is now. */
export async function shownTo(call: Call, datasetId: string, withPluginData: boolean): Promise<Spliced> {
  const document = await call.db.documents.find(datasetId);
  if (document === undefined) throw new NotFound();
  return withPluginData ? shownWithPluginData(call, document) : new Spliced([document.bytes]);
}

/** The answer of a write that made a dataset, from the rows it wrote: nobody else can have changed them in that statement. */
export async function shownAsWritten(call: Call, dataset: NewDataset): Promise<Spliced> {
  const document = presentRow(rowOf(dataset), call.db.directory, call.site);
  return dataset.pluginData === undefined ? new Spliced([document.bytes]) : shownWithPluginData(call, document);
}

/** What the store would give back for a dataset just made. */
function rowOf({ doc, groups, resources, pluginData: _data, ...head }: NewDataset): DatasetRow {
  return {
    head: { ...head, rev: 1, numResources: resources.length },
    docText: JSON.stringify(doc),
    groups: [...groups].sort(),
    resources: resources.map(({ id, doc: own, uploadName, file }) => ({ id, rev: 1, docText: JSON.stringify(own), uploadName, file })),
  };
}

/** Sysadmins see the data of extensions; for others the dataset is as always. */
export async function shownWithPluginData(call: Call, { head, bytes }: Document): Promise<Spliced> {
  if (!isSysadmin(call.actor)) return new Spliced([bytes]);
  const { rows } = await call.db.pool.query<{ data: string | null }>('select plugin_data::text as data from dataset where id = $1', [
    head.id,
  ]);
  return new Spliced([bytes.subarray(0, -1), Buffer.from(`,"plugin_data":${rows[0]?.data ?? '{}'}}`)]);
}
