/** What the validators of groups ask: prefetched in three reads side by side, or answered from the directory in memory. */
import { isSysadmin, userIdOf } from '#domain/actor.ts';
import { sees } from '#domain/audience.ts';
import { pythonJson } from '#domain/python-text.ts';
import type { GroupContext } from '#schema/types/group.ts';
import { findDatasetRefs, findTakenGroups } from '#store/group.ts';
import { findUsers } from '#store/user.ts';
import type { Call, Input } from '../action.ts';
import { groupRef } from '../package/lookups.ts';
import type { GroupKind } from './kind.ts';

type Ref = { readonly id: string; readonly name: string };

/** CKAN: a name that is no text is read as its JSON. */
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : value === undefined || value === null ? undefined : pythonJson(value);

/** The texts under `key` of each item of a list. */
function refsIn(value: unknown, key: string): string[] {
  if (!Array.isArray(value)) return [];
  const texts = value.map((item: unknown) => (typeof item === 'object' && item !== null ? textOf((item as Input)[key]) : undefined));
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
    findTakenGroups(pool, textOf(input.name), textOf(input.id)?.toLowerCase()),
    findUsers(pool, refsIn(input.users, 'name')),
    readableDatasets(call, refsIn(input.packages, 'id')),
  ]);
  return {
    mode: current === undefined ? 'create' : 'update',
    isOrganization: kind === 'organization',
    actor: { sysadmin: isSysadmin(call.actor), id: userIdOf(call.actor) },
    current,
    lookups: {
      groupByName: (name) => taken.find((group) => group.name === name),
      groupIdTaken: (id) => taken.some((group) => group.id === id),
      user: among(users),
      dataset: among(datasets),
      parent: (ref) => groupRef(call.db, ref),
      wouldLoop: (parent) => parent === current?.id || directory.above(parent).some((group) => group.id === current?.id),
    },
  };
}

/** A dataset that the caller may not see does not exist for him, so that a group cannot be used to ask for it. */
async function readableDatasets(call: Call, refs: readonly string[]): Promise<readonly Ref[]> {
  const found = await findDatasetRefs(call.db.pool, refs);
  const documents = await call.db.documents.getMany(found.map(({ id }) => id));
  const audience = call.site.visibility.audienceOf(call.actor);
  return documents.filter(({ labels }) => sees(audience, labels)).map(({ head }) => ({ id: head.id, name: head.name }));
}
