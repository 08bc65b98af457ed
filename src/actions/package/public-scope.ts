/**
 * What everybody may see, for lists that come from the tables and not from the index. A dataset
 * type with labels of its own decides by them, and only the index knows the labels of all.
 */
import { quoteText } from '#search/query/escape.ts';
import { searchRequest } from '#search/request.ts';
import type { PublicScope } from '#store/dataset.ts';
import type { Call } from '../action.ts';
import { searchSettings } from '../search-settings.ts';

export async function publicScope({ site, search }: Call): Promise<PublicScope> {
  const ownTypes = [...site.types.values()].filter(({ labels }) => labels !== undefined).map(({ name }) => name);
  if (ownTypes.length === 0) return { ownTypes, visible: [] };
  const params = { fq: `+dataset_type:(${ownTypes.map(quoteText).join(' OR ')})` };
  const request = searchRequest(params, { kind: 'labels', labels: ['public'] }, searchSettings(site));
  return { ownTypes, visible: (await search.find({ ...request, rows: Number.MAX_SAFE_INTEGER })).ids };
}
