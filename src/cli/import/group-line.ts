/** From a line to an organization or group, with what the line leaves unsaid taken from the stored one. */
import { now } from '#domain/clock.ts';
import { parseDate } from '#domain/dates.ts';
import { ValidationError } from '#domain/errors.ts';
import type { Group, GroupExtra } from '#domain/group.ts';
import { isUuid, newId } from '#domain/ids.ts';
import { GROUP, type GroupContext, validateGroup } from '#schema/types/group.ts';
import type { Directory } from '#store/directory.ts';
import type { JsonObject } from './kind.ts';

export type GroupLine = {
  readonly group: Group;
  readonly held: Group | undefined;
  /** Names or ids of parents that do not exist yet. */
  readonly unknownParents: readonly string[];
  readonly members: readonly { readonly user: string; readonly capacity: string }[];
  /** Names it had before, where nothing has them now. */
  readonly formerNames: readonly string[];
};

const contextOf = (isOrganization: boolean): GroupContext => ({
  mode: 'create',
  isOrganization,
  actor: { sysadmin: true, id: null },
  // Whether a name or id is taken decides between a new group and an update: see `heldFor`.
  lookups: {
    groupByName: () => undefined,
    groupIdTaken: () => false,
    user: () => undefined,
    dataset: () => undefined,
    parent: () => undefined,
    wouldLoop: () => false,
  },
});

/** Throws a ValidationError. */
export function readGroup(directory: Directory, record: JsonObject, isOrganization: boolean): GroupLine {
  const { users, groups, packages: _packages, former_names: formerNames, ...own } = record;
  const result = validateGroup(GROUP, own, contextOf(isOrganization));
  if (!result.ok) throw new ValidationError(result.errors);
  const { doc, id, extras } = result.value;
  const held = heldFor(directory, id, doc.name, isOrganization);
  const parents = refsOf(groups).map((ref) => ({ ref, id: parentOf(directory, ref, isOrganization) }));
  const group: Group = {
    id: held?.id ?? id ?? newId(),
    name: doc.name,
    title: doc.title,
    description: doc.description,
    imageUrl: doc.image_url,
    isOrganization,
    type: doc.type,
    state: doc.state,
    approvalStatus: doc.approval_status,
    created: createdOf(record) ?? held?.created ?? now(),
    rev: held?.rev ?? 1,
    extras: record.extras === undefined && held !== undefined ? held.extras : extrasOf(extras ?? [], record.extras, held),
    parents: groups === undefined ? (held?.parents ?? []) : [...new Set(parents.flatMap((parent) => parent.id ?? []))].sort(),
  };
  return {
    group: inOrderOf(held, group),
    held,
    unknownParents: parents.flatMap((parent) => (parent.id === undefined ? [parent.ref] : [])),
    members: membersOf(users),
    formerNames: textsIn(formerNames).filter((name) => directory.find(name) === undefined && name !== group.name),
  };
}

function heldFor(directory: Directory, id: string | undefined, name: string, isOrganization: boolean): Group | undefined {
  const byId = id === undefined ? undefined : directory.get(id);
  const byName = directory.all().find((group) => group.name === name);
  if (byId !== undefined && byName !== undefined && byName.id !== byId.id)
    throw new ValidationError({ name: ['Group name already exists in database'] });
  const held = byId ?? byName;
  // Links by id lead to a group first: what is one's id is no name for another.
  if ((directory.get(name) ?? held) !== held) throw new ValidationError({ name: ['Group name already exists in database'] });
  if (held === undefined && directory.all().some((group) => group.name === id)) throw new ValidationError({ id: ['Id already exists'] });
  if (held !== undefined && held.isOrganization !== isOrganization)
    throw new ValidationError({ is_organization: [`${held.name} is ${held.isOrganization ? 'an organization' : 'a group'} already`] });
  return held;
}

function parentOf(directory: Directory, ref: string, isOrganization: boolean): string | undefined {
  const found = directory.find(ref);
  return found?.isOrganization === isOrganization ? found.id : undefined;
}

function createdOf({ created }: JsonObject): string | undefined {
  if (created === undefined || created === null || created === '') return undefined;
  const date = typeof created === 'string' ? parseDate(created) : undefined;
  if (date === undefined) throw new ValidationError({ created: ['Date format incorrect'] });
  return date;
}

const objectsIn = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter((one): one is JsonObject => typeof one === 'object' && one !== null) : [];

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one !== '') : []);

const refsOf = (groups: unknown): string[] => objectsIn(groups).flatMap((one) => textOf(one.name) ?? textOf(one.id) ?? []);

const membersOf = (users: unknown): { user: string; capacity: string }[] =>
  objectsIn(users).flatMap((one) => {
    const user = textOf(one.name) ?? textOf(one.id);
    return user === undefined ? [] : [{ user, capacity: textOf(one.capacity) ?? 'member' }];
  });

function extrasOf(
  clean: readonly { readonly key: string; readonly value: string }[],
  given: unknown,
  held: Group | undefined,
): GroupExtra[] {
  const ids = new Map(
    objectsIn(given).flatMap(({ key, id }) =>
      typeof key === 'string' && typeof id === 'string' && isUuid(id) ? [[key, id] as const] : [],
    ),
  );
  return clean.map(({ key, value }) => ({
    id: ids.get(key) ?? held?.extras.find((one) => one.key === key)?.id ?? newId(),
    key,
    value,
    state: 'active',
  }));
}

/** Parents are compared as a set. */
const inOrderOf = (held: Group | undefined, group: Group): Group =>
  held !== undefined && [...held.parents].sort().join() === group.parents.join() ? { ...group, parents: held.parents } : group;
