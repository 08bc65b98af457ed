/** What the validators of groups ask: prefetched in three reads side by side, or answered from the directory in memory. */
import { isSysadmin, userIdOf } from '#domain/actor.ts';
import type { GroupContext } from '#schema/types/group.ts';
import { findDatasetIds } from '#store/dataset.ts';
import { findTakenGroups } from '#store/group.ts';
import { findUsers } from '#store/user.ts';
import type { Call, Input } from '../action.ts';
import { groupRef } from '../package/lookups.ts';
import { visibleDocuments } from '../package/visible.ts';
import { nameText } from '../reference.ts';
import type { GroupKind } from './kind.ts';

type Ref = { readonly id: string; readonly name: string };

/** The texts under `key` of each item of a list. */
function refsIn(value: unknown, key: string): string[] {
  if (!Array.isArray(value)) return [];
  const texts = value.map((item: unknown) => (typeof item === 'object' && item !== null ? nameText((item as Input)[key]) : undefined));
  return [...new Set(texts.filter((text) => text !== undefined))];
}

/** By id before name. */
const among =
  (found: readonly Ref[]) =>
  (ref: string): Ref | undefined =>
    found.find(({ id }) => id === ref) ?? found.find(({ name }) => name === ref);

/** The context of one validation. `current` is the group as it stands, where it is replaced. */
export async function groupContext(call: Call, kind: GroupKind, input: Input, current?: GroupContext['current']): Promise<GroupContext> {
  const { pool, directory } = call.db;
  const [taken, users, datasets] = await Promise.all([
    findTakenGroups(pool, nameText(input.name), nameText(input.id)?.toLowerCase()),
    findUsers(pool, refsIn(input.users, 'name')),
    readableDatasets(call, refsIn(input.packages, 'id')),
  ]);
  return {
    mode: current === undefined ? 'create' : 'update',
    isOrganization: kind === 'organization',
    actor: { sysadmin: isSysadmin(call.actor), id: userIdOf(call.actor) },
    current,
    lookups: {
      // Links by id lead to a group first: what is one's id is no name for another.
      groupByName: (name) => taken.find((group) => group.id === name) ?? taken.find((group) => group.name === name),
      groupIdTaken: (id) => taken.some((group) => group.id === id || group.name === id),
      user: among(users.filter(({ state }) => state !== 'deleted')),
      dataset: (ref) => datasets.get(ref),
      parent: (ref) => groupRef(call.db, ref),
      wouldLoop: (parent) => current !== undefined && directory.isWithin(parent, current.id),
    },
  };
}

/** By what they were asked for as. A dataset that the caller may not see does not exist for him, so that a group cannot be used to ask for it. */
async function readableDatasets(call: Call, refs: readonly string[]): Promise<ReadonlyMap<string, Ref>> {
  const ids = await findDatasetIds(call.db.pool, refs);
  const documents = await visibleDocuments(call, [...new Set(ids.values())]);
  const readable = new Map(documents.map(({ head: { id, name } }) => [id, { id, name }]));
  return new Map(
    [...ids].flatMap(([ref, id]) => {
      const found = readable.get(id);
      return found === undefined ? [] : [[ref, found] as const];
    }),
  );
}
