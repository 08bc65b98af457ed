/** Small contexts for tests of this room: what a name says, and nothing else is known. */
import type { Input } from './field.ts';
import type { DatasetContext, GroupRef } from './types/dataset-context.ts';
import type { GroupContext } from './types/group.ts';
import type { UserContext } from './types/user.ts';

export const NOW = '2026-02-03T04:05:06.000007';
export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const BOARD: GroupRef = { id: id(1), name: 'water-board', isOrganization: true, state: 'active' };
const GROUPS: readonly GroupRef[] = [
  BOARD,
  { id: id(2), name: 'parks', isOrganization: true, state: 'active' },
  { id: id(3), name: 'closed', isOrganization: true, state: 'deleted' },
  { id: id(4), name: 'rivers', isOrganization: false, state: 'active' },
];
const findGroup = (key: string): GroupRef | undefined => GROUPS.find((one) => one.id === key || one.name === key);

/** A new dataset; `water-board` takes datasets of the actor, `taken` and `gone` are names in use. */
export function aContext(
  changes: { sysadmin?: boolean; unowned?: boolean; lookups?: Partial<DatasetContext['lookups']> } & Partial<
    Omit<DatasetContext, 'lookups'>
  > = {},
): DatasetContext {
  const { sysadmin = false, unowned = false, lookups, ...rest } = changes;
  return {
    mode: 'create',
    actor: { sysadmin, id: id(9) },
    now: NOW,
    settings: { mimetypeGuess: 'file_ext', createUnownedDataset: unowned },
    lookups: {
      resourceOwner: (key) => (key === id(50) ? id(60) : undefined),
      datasetByName: (name) => ({ taken: { id: id(60), state: 'active' }, gone: { id: id(61), state: 'deleted' } })[name],
      datasetIdTaken: (key) => key === id(60),
      organization: findGroup,
      group: findGroup,
      mayCreateIn: (key) => key === BOARD.id,
      vocabulary: (key) => (key === id(70) ? { id: key, name: 'colours' } : undefined),
      ...lookups,
    },
    ...rest,
  };
}

/** The dataset `rivers` of the water board, about to be updated. */
export function anUpdate(dict: Input = {}, changes: Parameters<typeof aContext>[0] = {}): DatasetContext {
  const stored = {
    id: id(20),
    name: 'rivers',
    title: 'Rivers',
    type: 'dataset',
    state: 'active',
    private: false,
    owner_org: BOARD.id,
    notes: 'old',
    author: 'Ann',
    version: '1',
    tags: [{ name: 'water', vocabulary_id: null }],
    extras: [],
    groups: [],
    resources: [],
    ...dict,
  };
  return aContext({ mode: 'update', current: { ...stored, dict: stored }, ...changes });
}

/** An organization by default; `water-board` exists, as do the user `ann` and the dataset `rivers`. */
export function aGroupContext(
  changes: Partial<Omit<GroupContext, 'lookups'>> & { sysadmin?: boolean; lookups?: Partial<GroupContext['lookups']> } = {},
): GroupContext {
  const { sysadmin = false, lookups, ...rest } = changes;
  return {
    mode: 'create',
    isOrganization: true,
    actor: { sysadmin, id: id(9) },
    lookups: {
      groupByName: findGroup,
      groupIdTaken: (key) => findGroup(key) !== undefined,
      user: (key) => (key === 'ann' ? { id: id(9) } : undefined),
      dataset: (key) => (key === 'rivers' ? { id: id(20) } : undefined),
      parent: findGroup,
      wouldLoop: () => false,
      ...lookups,
    },
    ...rest,
  };
}

/** A sysadmin making a user; `ann` with `ann@example.org` exists. */
export function aUserContext(changes: Partial<UserContext> & { sysadmin?: boolean } = {}): UserContext {
  const { sysadmin = true, ...rest } = changes;
  return {
    mode: 'create',
    actor: { sysadmin, id: id(8) },
    lookups: {
      user: (key) => (key === 'ann' || key === id(9) ? { id: id(9) } : undefined),
      emailOwners: (email) => (email.toLowerCase() === 'ann@example.org' ? [id(9)] : []),
    },
    ...rest,
  };
}
