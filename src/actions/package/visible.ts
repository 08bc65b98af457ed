/** Datasets behind ids, as far as they may be seen. */
import { sees } from '#domain/audience.ts';
import type { Document } from '#store/document-cache.ts';
import type { Call } from '../action.ts';
import { callersAudience } from '../searching.ts';

const BATCH = 500;

/**
 * In the order of the ids. A dataset may have been hidden since the index was asked, so what was found
 * passes here as well.
 */
export const visibleDocuments = async (
  call: Call,
  ids: readonly string[],
  audience = callersAudience(call),
): Promise<readonly Document[]> => (await call.db.documents.getMany(ids)).filter(({ labels }) => sees(audience, labels));

/** Which of them the caller may see. */
export async function visibleAmong(call: Call, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const visible = new Set<string>();
  // A few at a time: there may be more than the memory of ready answers holds.
  for (let i = 0; i < ids.length; i += BATCH)
    for (const { head } of await visibleDocuments(call, ids.slice(i, i + BATCH))) visible.add(head.id);
  return visible;
}
