/** Makes `group_autocomplete` and `organization_autocomplete`: from the directory in memory. */
import { allowed } from '#access/decision.ts';
import type { Group } from '#domain/group.ts';
import { defineRead, type ReadAction } from '../action.ts';
import { readPage, textIn } from '../parameters.ts';
import type { GroupKind } from './kind.ts';
import { byTitle, mentions } from './order.ts';

type Typed = { readonly q: string; readonly limit: number };
type Completion = { readonly id: string; readonly name: string; readonly title: string };

export const groupAutocomplete = (kind: GroupKind): ReadAction<undefined, Typed, readonly Completion[]> =>
  defineRead<undefined, Typed, readonly Completion[]>({
    name: `${kind}_autocomplete`,
    about: `Finds active ${kind}s whose name or title contains a text.`,
    order: 'check-may',
    input: {
      q: { kind: 'text', about: 'What was typed so far', required: true },
      limit: { kind: 'whole', about: 'Most to find, 20 unless told' },
    },
    may: () => allowed,
    check: (_call, input) => ({ q: textIn(input, 'q').toLowerCase(), limit: readPage({ limit: input.limit }).limit ?? 20 }),
    run: ({ db }, { q, limit }) => {
      const offered = (group: Group): boolean =>
        group.state === 'active' && (kind === 'organization' ? group.type === kind : !group.isOrganization) && mentions(group, q);
      const found = db.directory.all().filter(offered).sort(byTitle).slice(0, limit);
      return found.map(({ id, name, title }) => ({ id, name, title }));
    },
  });
