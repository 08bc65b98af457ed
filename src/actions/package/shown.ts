/** A dataset as an answer: its ready bytes, with what extensions keep where that was asked for. */
import { isSysadmin } from '#domain/actor.ts';
import { NotFound } from '#domain/errors.ts';
import { Spliced } from '#domain/spliced.ts';
import type { Document } from '#store/document-cache.ts';
import type { Call } from '../action.ts';

/** The answer of a write: the dataset as it is now. */
export async function shownTo(call: Call, datasetId: string, withPluginData: boolean): Promise<Spliced> {
  const document = await call.db.documents.find(datasetId);
  if (document === undefined) throw new NotFound();
  return withPluginData ? shownWithPluginData(call, document) : new Spliced([document.bytes]);
}

/** Sysadmins see the data of extensions; for others the dataset is as always. */
export async function shownWithPluginData(call: Call, { head, bytes }: Document): Promise<Spliced> {
  if (!isSysadmin(call.actor)) return new Spliced([bytes]);
  const { rows } = await call.db.pool.query<{ data: string | null }>('select plugin_data::text as data from dataset where id = $1', [head.id]);
  return new Spliced([bytes.subarray(0, -1), Buffer.from(`,"plugin_data":${rows[0]?.data ?? '{}'}}`)]);
}
