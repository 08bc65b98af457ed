/**
 * Imports organizations and groups: by id, then by name. A parent may stand further down in the
 * file, so parents that are not there yet are added after the last line. Members are added where
 * the users exist; nobody is removed.
 */
import { isDeepStrictEqual } from 'node:util';
import type { App } from '#app';
import type { Group } from '#domain/group.ts';
import { newId } from '#domain/ids.ts';
import { putFormerNames, replaceGroup } from '#store/bulk-groups.ts';
import type { Write } from '#store/commit.ts';
import { insertGroup, listMembers, type MemberInput, putMember } from '#store/group.ts';
import { findUsers } from '#store/user.ts';
import type { Opened } from '../open-catalogue.ts';
import { readGroup } from './group-line.ts';
import type { Importer, Incoming } from './importer.ts';
import { oneByOne } from './one-by-one.ts';
import type { Report } from './tally.ts';
import { whenAway } from './when-away.ts';

type Waiting = { readonly line: number; readonly id: string; readonly parents: readonly string[] };

export function groupImporter(opened: Opened, isOrganization: boolean, report: Report): Importer {
  const { app } = opened;
  const waiting: Waiting[] = [];
  const take = async ({ line, record }: Incoming): Promise<'added' | 'changed' | 'unchanged'> => {
    const read = readGroup(app.store.directory, record, isOrganization);
    const { group, held, unknownParents, formerNames } = read;
    const members = await membersOf(app, read.members, (name) =>
      report.warned(line, `there is no user "${name}", so the membership was left out`),
    );
    const writes = held === undefined ? [insertGroup(group, members)] : await changesOf(app, held, group, members);
    if (formerNames.length > 0) writes.push(putFormerNames(group.id, formerNames));
    if (writes.length > 0) await app.store.commit(writes);
    if (unknownParents.length > 0) waiting.push({ line, id: group.id, parents: unknownParents });
    return held === undefined ? 'added' : writes.length === 0 ? 'unchanged' : 'changed';
  };
  const finish = async (): Promise<void> => {
    for (const one of waiting) await whenAway(opened, () => addParents(app, one, report));
  };
  return oneByOne(opened, report, { take, taken: 'name: Group name already exists in database', finish });
}

async function membersOf(
  { store }: App,
  asked: readonly { readonly user: string; readonly capacity: string }[],
  onUnknown: (name: string) => void,
): Promise<MemberInput[]> {
  if (asked.length === 0) return [];
  const users = await findUsers(
    store.pool,
    asked.map(({ user }) => user),
  );
  return asked.flatMap(({ user, capacity }) => {
    const found = users.find(({ id }) => id === user) ?? users.find(({ name }) => name === user);
    const gone = found === undefined || found.state === 'deleted';
    if (gone) onUnknown(user);
    return gone ? [] : [{ id: newId(), userId: found.id, capacity }];
  });
}

async function changesOf({ store }: App, held: Group, group: Group, members: readonly MemberInput[]): Promise<Write[]> {
  const present = members.length === 0 ? [] : await listMembers(store.pool, { groupId: held.id });
  const added = members.filter(({ userId, capacity }) => !present.some((one) => one.userId === userId && one.capacity === capacity));
  const writes = added.map((member) => putMember(held.id, member));
  return isDeepStrictEqual(held, group) ? writes : [replaceGroup(group), ...writes];
}

async function addParents({ store }: App, { line, id, parents }: Waiting, report: Report): Promise<void> {
  const group = store.directory.get(id);
  if (group === undefined) return;
  const below = new Set([id, ...store.directory.below(id).map((one) => one.id)]);
  const found = parents.flatMap((ref) => {
    const parent = store.directory.find(ref);
    const fits = parent !== undefined && parent.isOrganization === group.isOrganization && !below.has(parent.id);
    if (!fits) report.warned(line, `there is no "${ref}" that it could stand under, so that was left out`);
    return fits ? [parent.id] : [];
  });
  if (found.length > 0) await store.commit([replaceGroup({ ...group, parents: [...new Set([...group.parents, ...found])].sort() })]);
}
