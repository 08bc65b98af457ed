/** What the caller may bring back of datasets that were deleted, for the page of what is his own. */
import { allowed, denied } from '#access/decision.ts';
import { groupsWith } from '#access/permission.ts';
import { isSysadmin, userIdOf } from '#domain/actor.ts';
import { defineParameters, natural } from '#schema/parameters.ts';
import { type DeletedAsked, listDeletedDatasets } from '#store/deleted-datasets.ts';
import { defineRead } from '../action.ts';
import { parametersIn } from '../parameters.ts';
import { visibleDocuments } from './visible.ts';

const MOST = 100;
const FARTHEST = 1_000_000_000;
const PARAMETERS = defineParameters({ limit: natural(20), offset: natural(0) });

export type DeletedDatasets = { readonly count: number; readonly results: readonly unknown[] };

export const deletedDatasets = defineRead<undefined, DeletedAsked, DeletedDatasets>({
  name: 'page deleted datasets',
  about: 'Lists deleted datasets that the caller may restore: those of organizations he edits, and those he made himself.',
  input: {
    limit: { kind: 'whole', about: `Most datasets in the answer; 20 unless told, ${MOST} at most` },
    offset: { kind: 'whole', about: 'How many to leave out before the first' },
  },
  may: ({ actor }) => (actor.kind === 'user' ? allowed : denied()),
  check: ({ actor }, input) => {
    const { limit, offset } = parametersIn(PARAMETERS, input);
    return {
      organizations: groupsWith(actor, 'update_dataset'),
      creator: userIdOf(actor) ?? '',
      anywhere: isSysadmin(actor),
      limit: Math.min(limit, MOST),
      offset: Math.min(offset, FARTHEST),
    };
  },
  run: async (call, asked) => {
    const { count, ids } = await listDeletedDatasets(call.db.pool, asked);
    const documents = await visibleDocuments(call, ids);
    return { count, results: documents.map(({ bytes }) => JSON.parse(bytes.toString('utf8')) as unknown) };
  },
});
