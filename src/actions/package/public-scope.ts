/**
 * What everybody may see, for lists that come from the tables and not from the index. A dataset
 * type with labels of its own decides by them, and only the index knows the labels of all.
 */
import { quoteText } from '#search/query/escape.ts';
import type { PublicScope } from '#store/dataset.ts';
import type { Call } from '../action.ts';
import { PUBLIC, requestFor } from '../searching.ts';

export async function publicScope(call: Call): Promise<PublicScope> {
  const ownTypes = [...call.site.types.values()].filter(({ labels }) => labels !== undefined).map(({ name }) => name);
  if (ownTypes.length === 0) return { ownTypes, visible: [] };
  const params = { fq: `+dataset_type:(${ownTypes.map(quoteText).join(' OR ')})` };
  const request = { ...requestFor(call, params, PUBLIC), rows: Number.MAX_SAFE_INTEGER };
  return { ownTypes, visible: (await call.search.find(request)).ids };
}
