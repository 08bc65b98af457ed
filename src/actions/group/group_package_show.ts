/** The public datasets of a group, as a list of whole datasets. */
import { mayReadGroup } from '#access/group.ts';
import { ValidationError } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { Spliced, splicedList } from '#domain/spliced.ts';
import { defineParameters, natural, readParameters } from '#schema/parameters.ts';
import { defineRead, type Input } from '../action.ts';
import { documentsOf } from './datasets.ts';
import { getAnyGroup } from './kind.ts';

/** CKAN: ten, unless told. */
const SHOWN = 10;

export const groupPackageShow = defineRead<Group, number, Spliced>({
  name: 'group_package_show',
  about: 'Lists the public datasets of a group, the last changed first.',
  input: {
    id: { kind: 'text', about: 'Id or name of the group', required: true },
    limit: { kind: 'whole', about: 'Most datasets to list, 10 unless told' },
  },
  find: getAnyGroup,
  may: ({ actor, site }, group) => mayReadGroup(actor, group, site.policy),
  check: (_call, input) => limitIn(input),
  run: async (call, limit, group) => {
    // CKAN: what an organization owns is not in it as in a group
    if (group.isOrganization) return new Spliced(splicedList([]));
    const { documents } = await documentsOf(call, group, limit);
    return new Spliced(splicedList(documents.map(({ bytes }) => bytes)));
  },
});

const LIMIT = defineParameters({ limit: natural(null) });

function limitIn(input: Input): number {
  const read = readParameters(LIMIT, input);
  if (!read.ok) throw new ValidationError({ message: 'Limit must be a positive integer' });
  return read.value.limit ?? SHOWN;
}
