/** The fields of groups and organizations: one list, told apart by the context. */
import type { Field, Input, RecordType, Result, Rule } from '../field.ts';
import { complain, defineRecord, refuse } from '../field.ts';
import { runRecord } from '../record.ts';
import { checkStructure } from '../structure.ts';
import { oneOf } from '../validators/choice.ts';
import { emptyUnlessSysadmin, freeId, ignoredUnlessSysadmin, uuid } from '../validators/id.ts';
import { ignore, ignoreEmpty, ignoreMissing, notEmpty } from '../validators/missing.ts';
import { nameForm, oneLine, uniqueName } from '../validators/name.ts';
import { maximum, mustBeText, toText } from '../validators/text.ts';
import type { GroupRef } from './dataset-context.ts';
import type { CleanExtra } from './extra.ts';
import { cleanExtras, extraRecord } from './extra.ts';
import { field, textField } from './field-makers.ts';

export type GroupContext = {
  readonly mode: 'create' | 'update';
  readonly isOrganization: boolean;
  readonly actor: { readonly sysadmin: boolean; readonly id: string | null };
  /** The group as group_show gives it, when it is updated. */
  readonly current?: { readonly id: string; readonly name: string; readonly type: string; readonly dict: Input } | undefined;
  /** What a structural refusal echoes, where it is not the input itself. */
  readonly echo?: unknown;
  readonly lookups: {
    /** The group or organization with this name, deleted ones included. */
    groupByName(name: string): { readonly id: string } | undefined;
    groupIdTaken(id: string): boolean;
    user(idOrName: string): { readonly id: string } | undefined;
    dataset(idOrName: string): { readonly id: string } | undefined;
    /** Any group or organization. */
    parent(idOrName: string): GroupRef | undefined;
    /** The group updated would come to stand under itself. */
    wouldLoop(parentId: string): boolean;
    /** False where an update may not touch the state. Absent: it may. */
    mayChangeState?(): boolean;
  };
};

/** What the store keeps of a group or organization. `doc` is complete. */
export type CleanGroup = {
  readonly id: string | undefined;
  readonly doc: GroupDoc;
  /** Undefined: as they were. */
  readonly extras: readonly CleanExtra[] | undefined;
  readonly users: readonly { readonly id: string; readonly capacity: string }[];
  readonly parents: readonly { readonly id: string; readonly capacity: string }[];
  /** Undefined: as they were. */
  readonly packages: readonly string[] | undefined;
};

export type GroupDoc = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly image_url: string;
  readonly approval_status: string;
  readonly type: string;
  readonly state: string;
  readonly [field: string]: unknown;
};

type GroupField = Field<GroupContext>;

const freeName = uniqueName<GroupContext>(
  (name, at) => at.context.lookups.groupByName(name)?.id,
  (at) => at.context.current?.id,
  'Group name already exists in database',
);

const freeGroupId = freeId<GroupContext>((id, context) => context.lookups.groupIdTaken(id), 'Id already exists');

/** CKAN: whoever may update a group may set its state, unless the lookups say otherwise. */
const stateAllowed: Rule<GroupContext> = (value, at) => (at.context.lookups.mayChangeState?.() === false ? ignore() : value);

const aState = oneOf(['active', 'deleted']);

/** An update brings a group into no state in which it is neither listed nor in the trash; one that it is in may be said again. */
const stateOfUpdate: Rule<GroupContext> = (value, at) => (value === at.context.current?.dict.state ? value : aState(value, at));

/** The plain fields of groups and organizations. CKAN: an update checks no more of a name than that it is free. */
export const GROUP_FIELDS: readonly GroupField[] = [
  { name: 'id', label: 'Id', kind: 'id', kept: false, create: [emptyUnlessSysadmin, ignoreMissing, uuid, freeGroupId], update: [ignore] },
  {
    name: 'name',
    label: 'Name',
    kind: 'name',
    required: true,
    omitted: 'keep',
    create: [notEmpty, toText, nameForm, freeName],
    update: [ignoreMissing, toText, oneLine, freeName],
  },
  textField('title', 'Title', { initially: '', omitted: 'keep' }),
  textField('description', 'Description', { kind: 'markdown', initially: '', omitted: 'keep' }),
  textField('image_url', 'Picture', { kind: 'image', initially: '', omitted: 'keep' }),
  textField('approval_status', 'Approval', { initially: 'approved', omitted: 'keep' }),
  { name: 'type', label: 'Type', kind: 'choice', omitted: 'keep', create: [ignoreEmpty, toText], update: [ignore] },
  {
    name: 'state',
    label: 'State',
    kind: 'choice',
    initially: 'active',
    omitted: 'keep',
    create: [ignoredUnlessSysadmin, ignoreMissing, mustBeText],
    update: [ignoreMissing, stateAllowed, mustBeText, stateOfUpdate],
  },
];

const datasetExists: Rule<GroupContext> = (value, at) =>
  (typeof value === 'string' ? at.context.lookups.dataset(value)?.id : undefined) ?? refuse(at, 'Not found: Dataset');

/** CKAN: on update, any parent that will not do is told as a loop; on create it is passed over. */
const noLoop: Rule<GroupContext> = (value, at) => {
  if (at.mode === 'create' || typeof value !== 'string') return value;
  const parent = at.context.lookups.parent(value);
  const sameKind = parent?.isOrganization === at.context.isOrganization && parent.state !== 'deleted';
  if (!sameKind || at.context.lookups.wouldLoop(parent.id)) complain(at, 'This parent would create a loop in the hierarchy');
  return value;
};

const CAPACITY = [ignoreMissing, toText, maximum(100, () => 'Must be a maximum of 100 characters long')];
const capacity = field<GroupContext>('capacity', 'Role', 'choice', CAPACITY, { initially: 'public', omitted: 'keep' });

const userRecord: RecordType<GroupContext> = defineRecord({
  fields: [field('name', 'Name', 'name', [notEmpty, toText], { required: true }), capacity],
});
const parentRecord: RecordType<GroupContext> = defineRecord({
  fields: [field('name', 'Name', 'name', [notEmpty, toText, noLoop], { required: true }), capacity],
});
const packageRecord: RecordType<GroupContext> = defineRecord({
  fields: [field('id', 'Id', 'id', [notEmpty, toText, datasetExists], { required: true })],
});

const list = (name: string, label: string, items: RecordType<GroupContext>): GroupField =>
  field(name, label, 'list', [], { items, kept: false });

export type GroupType = { readonly record: RecordType<GroupContext>; readonly kept: readonly string[] };

/** Makes the type of groups or organizations out of its plain fields. */
export function defineGroupType(fields: readonly GroupField[] = GROUP_FIELDS): GroupType {
  const reserved = (): ReadonlySet<string> => record.names;
  const record: RecordType<GroupContext> = defineRecord({
    fields: [
      ...fields,
      list('extras', 'Further fields', extraRecord(reserved)),
      list('users', 'Members', userRecord),
      list('groups', 'Parents', parentRecord),
      list('packages', 'Datasets', packageRecord),
    ],
  });
  return { record, kept: record.fields.filter((one) => one.kept !== false).map((one) => one.name) };
}

export const GROUP: GroupType = defineGroupType();

type Items = readonly Record<string, unknown>[];

const itemsOf = (output: Readonly<Record<string, unknown>>, name: string): Items | undefined => output[name] as Items | undefined;

function resolve(
  items: Items | undefined,
  find: (key: string) => { id: string; state?: string } | undefined,
): { id: string; capacity: string }[] {
  const found = new Map<string, string>();
  for (const item of items ?? []) {
    const one = find(String(item.name));
    if (one !== undefined && one.state !== 'deleted') found.set(one.id, String(item.capacity ?? 'public'));
  }
  return [...found].map(([id, role]) => ({ id, capacity: role }));
}

function cleanGroup(type: GroupType, output: Readonly<Record<string, unknown>>, context: GroupContext): CleanGroup {
  const { current, lookups, isOrganization } = context;
  const doc: Record<string, unknown> = {};
  for (const name of type.kept) doc[name] = output[name];
  doc.type ??= isOrganization ? 'organization' : 'group';
  const extras = itemsOf(output, 'extras') ?? [];
  const packages = itemsOf(output, 'packages');
  return {
    id: current?.id ?? (output.id as string | undefined),
    doc: doc as GroupDoc,
    // CKAN: an update with no extras leaves the present ones.
    extras: extras.length === 0 && current !== undefined ? undefined : cleanExtras(extras),
    users: resolve(itemsOf(output, 'users'), (key) => lookups.user(key)),
    parents: resolve(itemsOf(output, 'groups'), (key) => lookups.parent(key)),
    packages: packages?.map((one) => String(one.id)) ?? (current === undefined ? [] : undefined),
  };
}

function echoOf(input: Input, { echo, current, isOrganization }: GroupContext): unknown {
  if (echo !== undefined) return echo;
  if (current !== undefined) return { ...input, type: current.type };
  return isOrganization ? { ...input, type: input.type || 'organization', is_organization: true } : { ...input, is_organization: false };
}

/** Checks a group or organization: all errors at once, or what is to be kept. */
export function validateGroup(type: GroupType, input: Input, context: GroupContext): Result<CleanGroup> {
  const { current } = context;
  const given = input.type;
  if (current !== undefined && given !== undefined && given !== null && given !== '' && given !== current.type) {
    return { ok: false, errors: { message: 'Type cannot be updated' } };
  }
  checkStructure(type.record, input, () => echoOf(input, context));
  const at = runRecord(type.record, input, { mode: context.mode, context, stored: current?.dict });
  return at.errors === undefined ? { ok: true, value: cleanGroup(type, at.output, context) } : { ok: false, errors: at.errors };
}
