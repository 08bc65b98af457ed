/** Whole datasets, the last changed first. */
import { allowed } from '#access/decision.ts';
import { isSysadmin } from '#domain/actor.ts';
import { ValidationError } from '#domain/errors.ts';
import { Spliced, splicedList } from '#domain/spliced.ts';
import { defineParameters, natural, readParameters, wholeNumber } from '#schema/parameters.ts';
import { defineRead, type Input } from '../action.ts';
import { searchDatasets } from '../searching.ts';
import { visibleDocuments } from './visible.ts';

type Part = { readonly rows: number; readonly start: number };

export const currentPackageListWithResources = defineRead<undefined, Part, Spliced>({
  name: 'current_package_list_with_resources',
  about: 'Lists whole datasets with their resources, the last changed first: public ones, for sysadmins all.',
  order: 'check-may',
  input: {
    limit: { kind: 'whole', about: 'Datasets in the answer, 10 unless told, 1000 at most' },
    offset: { kind: 'whole', about: 'Datasets to skip' },
    page: { kind: 'whole', about: 'Instead of offset: which page of `limit` datasets, from 1' },
  },
  may: () => allowed,
  check: (_call, input) => partOf(input),
  run: async (call, part) => {
    const answer = await searchDatasets(call, { ...part, include_private: isSysadmin(call.actor) });
    return new Spliced(splicedList((await visibleDocuments(call, answer.ids)).map(({ bytes }) => bytes)));
  },
});

/** No catalogue reaches so far. */
const BEYOND = 2 ** 31 - 1;

const PARAMETERS = defineParameters({ limit: natural(null), offset: natural(null), page: wholeNumber(null) });

function partOf(input: Input): Part {
  const read = readParameters(PARAMETERS, input);
  const errors = read.ok ? {} : { ...read.errors };
  const { limit, offset, page } = read.ok ? read.value : { limit: null, offset: null, page: null };
  if (page !== null && page < 1) errors.page = ['Must be a positive integer'];
  if (Object.keys(errors).length > 0) throw new ValidationError(errors);
  const rows = limit ?? 10;
  return { rows, start: Math.min(offset ?? (page === null ? 0 : (page - 1) * rows), BEYOND) };
}
