/** All groups and organizations in memory, found by id, name or former name, with the tree they form. */
import type pg from 'pg';
import type { Group } from '#domain/group.ts';
import { loadFormerNames, loadGroups } from './group.ts';
import { aQueue } from './in-turn.ts';

export type Directory = {
  /** Changes with every group that changes; whatever was made from groups is stale then. */
  readonly version: () => number;
  readonly get: (id: string) => Group | undefined;
  /** By id first, then by name, then by a name it had before. */
  readonly find: (idOrName: string) => Group | undefined;
  readonly all: () => readonly Group[];
  /** Groups below this one at any depth, nearest first. */
  readonly below: (id: string) => readonly Group[];
  /** Groups above this one at any depth. */
  readonly above: (id: string) => readonly Group[];
  /** Whether it is the other one or stands under it, however far. */
  readonly isWithin: (id: string, other: string) => boolean;
  /** Reads these groups again; returns those whose name, state or existence changed. */
  readonly refresh: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly reload: () => Promise<void>;
};

/** CKAN: eight levels are followed, as in its model of groups. */
const DEPTH = 8;

export async function openDirectory(pool: pg.Pool): Promise<Directory> {
  const byId = new Map<string, Group>();
  const byName = new Map<string, Group>();
  const children = new Map<string, Set<string>>();
  let formerNames: ReadonlyMap<string, string> = new Map();
  let version = 0;

  const put = (group: Group): void => {
    byId.set(group.id, group);
    byName.set(group.name, group);
    for (const parent of group.parents) {
      const set = children.get(parent) ?? new Set();
      children.set(parent, set.add(group.id));
    }
  };
  const drop = (id: string): Group | undefined => {
    const old = byId.get(id);
    if (old === undefined) return undefined;
    byId.delete(id);
    if (byName.get(old.name) === old) byName.delete(old.name);
    for (const parent of old.parents) children.get(parent)?.delete(id);
    return old;
  };
  const walk = (start: string, next: (id: string) => Iterable<string>, deepest = DEPTH): readonly Group[] => {
    const seen = new Map<string, Group>();
    let level = [start];
    for (let depth = 0; depth < deepest && level.length > 0; depth++) {
      const reached = level.flatMap((id) => [...next(id)]).filter((id) => id !== start && !seen.has(id));
      for (const id of reached) {
        const group = byId.get(id);
        if (group !== undefined) seen.set(id, group);
      }
      level = reached;
    }
    return [...seen.values()];
  };
  const parentsOf = (id: string): readonly string[] => byId.get(id)?.parents ?? [];
  // So that what was read earlier never replaces what was read later.
  const inTurn = aQueue();
  const reload = async (): Promise<void> => {
    const [groups, names] = await Promise.all([loadGroups(pool), loadFormerNames(pool)]);
    byId.clear();
    byName.clear();
    children.clear();
    groups.forEach(put);
    formerNames = names;
    version++;
  };
  const refresh = async (ids: readonly string[]): Promise<readonly string[]> => {
    const [loaded, names] = await Promise.all([loadGroups(pool, ids), loadFormerNames(pool)]);
    const groups = new Map(loaded.map((group) => [group.id, group]));
    const renamed: string[] = [];
    for (const id of new Set(ids)) {
      const fresh = groups.get(id);
      const old = drop(id);
      if (fresh !== undefined) put(fresh);
      if (old?.name !== fresh?.name || old?.state !== fresh?.state) renamed.push(id);
    }
    formerNames = names;
    version++;
    return renamed;
  };

  await reload();
  return {
    version: () => version,
    get: (id) => byId.get(id),
    find: (idOrName) => byId.get(idOrName) ?? byName.get(idOrName) ?? byId.get(formerNames.get(idOrName) ?? ''),
    all: () => [...byId.values()],
    below: (id) => walk(id, (at) => children.get(at) ?? []),
    above: (id) => walk(id, parentsOf),
    isWithin: (id, other) => id === other || walk(id, parentsOf, Number.POSITIVE_INFINITY).some((group) => group.id === other),
    reload: () => inTurn(reload),
    refresh: (ids) => inTurn(() => refresh(ids)),
  };
}
