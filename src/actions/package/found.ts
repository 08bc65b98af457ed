/** What a search found, as the datasets behind the ids. */
import { sees } from '#domain/audience.ts';
import type { SearchAnswer } from '#search/index-port.ts';
import type { Document } from '#store/document-cache.ts';
import type { Call } from '../action.ts';

/** What was found, less what was hidden from the audience since the index was asked. */
export async function foundDocuments(
  call: Call,
  { ids }: Pick<SearchAnswer, 'ids'>,
  audience = call.site.visibility.audienceOf(call.actor),
): Promise<readonly Document[]> {
  return (await call.db.documents.getMany(ids)).filter(({ labels }) => sees(audience, labels));
}
