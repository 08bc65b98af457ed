/** Names of all public datasets. */
import { allowed } from '#access/decision.ts';
import { listDatasetNames } from '#store/dataset.ts';
import { defineRead } from '../action.ts';
import { type PageOfList, readPage } from '../parameters.ts';
import { publicScope } from './public-scope.ts';

export const packageList = defineRead<undefined, PageOfList, string[]>({
  name: 'package_list',
  about: 'Lists the names of all public, active datasets in alphabetical order, whoever asks.',
  order: 'check-may',
  input: {
    limit: { kind: 'whole', about: 'Most names to list; without it all' },
    offset: { kind: 'whole', about: 'Names to skip' },
  },
  may: () => allowed,
  check: (_call, input) => readPage(input),
  // CKAN: a limit of 0 lists all
  run: async (call, { limit, offset }) => listDatasetNames(call.db.pool, await publicScope(call), limit || null, offset ?? 0),
});
