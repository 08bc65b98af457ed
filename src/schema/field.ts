/**
 * What a field is: a name, words for people, a kind, and the chains of rules that a
 * value passes when a record is created or updated. Lists of fields are records;
 * a record may hold lists of records. `record.ts` runs them; nothing here does I/O.
 */
import type { ErrorDict, FieldErrors } from '#domain/errors.ts';

/** What a caller sent: any JSON object. */
export type Input = Readonly<Record<string, unknown>>;

/** The outcome of a validation, where failure is normal and plural. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: ErrorDict };

/** Whether a record is made or replaced; each field has a chain for both. */
export type Mode = 'create' | 'update';

/** What a field is like, for forms, the search index and the JSON schema. */
export type FieldKind =
  | 'id'
  | 'name'
  | 'text'
  | 'markdown'
  | 'email'
  | 'url'
  | 'password'
  | 'image'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'date'
  | 'time'
  | 'choice'
  | 'choices'
  | 'format'
  | 'licence'
  | 'organization'
  | 'json'
  | 'list';

/** One allowed value of a choice. */
export type Choice = { readonly value: string; readonly label: string };

/** Ends a chain of rules; the field stays absent. */
export const STOP: unique symbol = Symbol('stop');

/**
 * One step of a chain: gets the value so far (undefined = absent) and returns the next,
 * or STOP. It complains through `complain` or `refuse` and never throws.
 */
export type Rule<C> = (value: unknown, at: Place<C>) => unknown;

/** A rule over a whole record, after its fields and lists. */
export type Check<C> = (at: Place<C>) => void;

/** Where a rule stands: one per record, its `key` moves from field to field. */
export type Place<C> = {
  key: string;
  readonly mode: Mode;
  /** The record as it was sent. */
  readonly input: Input;
  /** What became of the fields so far, lists last. A value that was complained of stands here as it was sent. */
  readonly output: Record<string, unknown>;
  /** What the store holds of this record, when it is replaced. */
  readonly stored: Input | undefined;
  /** The record whose list this one stands in. */
  readonly parent: Place<C> | undefined;
  readonly context: C;
  errors: { [field: string]: FieldErrors } | undefined;
};

/** What leaving a field out means when a record is replaced. */
export type Omitted = 'null' | 'keep' | 'absent';

/** One field of a record; the lists of these in `types/` are the address of "add a field". */
export type Field<C> = {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly kind: FieldKind;
  readonly choices?: readonly Choice[];
  /** For forms and documentation only; the rules decide. */
  readonly required?: boolean;
  readonly create: readonly Rule<C>[];
  readonly update: readonly Rule<C>[];
  /** The value of an absent field of a new record; null where nothing is said. */
  readonly initially?: unknown;
  /** 'null' where nothing is said. */
  readonly omitted?: Omitted;
  /** False: checked, and for other fields to look at, but no part of what is kept. */
  readonly kept?: boolean;
  /** The record that each item of a list is. The chains then get the list of cleaned items. */
  readonly items?: RecordType<C>;
};

/** A record as a list of fields. Made by `defineRecord`, once. */
export type RecordType<C> = {
  readonly fields: readonly Field<C>[];
  /** What becomes of keys that are no fields. 'refuse-lists' drops them, but complains of lists of objects. */
  readonly unknown: 'drop' | 'keep' | 'refuse-lists';
  /** Unknown keys that are dropped even where others are kept. */
  readonly dropped: ReadonlySet<string>;
  readonly checks: readonly Check<C>[];
  /** Finds the stored record that an item of a list replaces. */
  readonly storedItem: ((item: Input, list: Place<C>, key: string) => Input | undefined) | undefined;
  readonly plain: readonly Field<C>[];
  readonly lists: readonly Field<C>[];
  readonly names: ReadonlySet<string>;
};

/** Makes a record type out of its fields; everything that can be known beforehand is settled here. */
export function defineRecord<C>(parts: {
  fields: readonly Field<C>[];
  unknown?: RecordType<C>['unknown'];
  dropped?: readonly string[];
  checks?: readonly Check<C>[];
  storedItem?: RecordType<C>['storedItem'];
}): RecordType<C> {
  const { fields } = parts;
  return {
    fields,
    unknown: parts.unknown ?? 'drop',
    dropped: new Set(parts.dropped),
    checks: parts.checks ?? [],
    storedItem: parts.storedItem,
    plain: fields.filter((field) => field.items === undefined),
    lists: fields.filter((field) => field.items !== undefined),
    names: new Set(fields.map((field) => field.name)),
  };
}

/** Adds a message to a field, by default the one whose rules are running. */
export function complain<C>(at: Place<C>, message: string, key: string = at.key): void {
  at.errors ??= {};
  const messages = at.errors[key];
  if (Array.isArray(messages)) (messages as string[]).push(message);
  else at.errors[key] = [message];
}

/** Says of a list what is wrong with each of its items; `{}` for nothing. */
export function complainOfItems<C>(at: Place<C>, errors: FieldErrors[]): void {
  at.errors ??= {};
  at.errors[at.key] = errors;
}

/** Complains and ends the chain. */
export function refuse<C>(at: Place<C>, message: string): typeof STOP {
  complain(at, message);
  return STOP;
}
