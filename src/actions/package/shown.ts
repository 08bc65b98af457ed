/** The answer of a write: the dataset as it is now. */
import { NotFound } from '#domain/errors.ts';
import { Spliced } from '#domain/spliced.ts';
import type { Call } from '../call.ts';

export async function shownTo(call: Call, datasetId: string): Promise<Spliced> {
  const document = await call.db.documents.find(datasetId);
  if (document === undefined) throw new NotFound();
  return new Spliced([document.bytes]);
}
