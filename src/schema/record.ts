/**
 * Runs the rules of a record: its plain fields in the order of the list, then its lists
 * of records, then what is said of unknown keys, then the checks over the whole.
 */
import type { FieldErrors } from '#domain/errors.ts';
import type { Field, Input, Mode, Place, RecordType } from './field.ts';
import { complain, complainOfItems, STOP } from './field.ts';
import { unstorable, unstorableText } from './storable.ts';
import { isObject } from './structure.ts';

export type Run<C> = {
  readonly mode: Mode;
  readonly context: C;
  readonly stored?: Input | undefined;
  readonly parent?: Place<C> | undefined;
};

/** What an absent field becomes. */
function absent<C>(field: Field<C>, at: Place<C>): unknown {
  if (field.kept === false) return undefined;
  const initially = field.initially === undefined ? null : field.initially;
  if (at.mode === 'create') return initially;
  if (field.omitted === 'absent') return undefined;
  if (field.omitted === 'keep') return at.stored?.[field.name] ?? initially;
  return field.items === undefined ? null : initially;
}

function runChain<C>(field: Field<C>, at: Place<C>, given: unknown): void {
  const chain = at.mode === 'create' ? field.create : field.update;
  let value = given;
  for (let i = 0; i < chain.length; i += 1) {
    const next = chain[i]?.(value, at);
    if (next === STOP) {
      value = undefined;
      break;
    }
    value = next;
  }
  if (value === undefined) value = absent(field, at);
  if (value !== undefined) at.output[field.name] = value;
}

function runField<C>(field: Field<C>, at: Place<C>): void {
  at.key = field.name;
  const given = at.input[field.name];
  const fault = typeof given === 'string' ? unstorableText(given) : undefined;
  if (fault === undefined) runChain(field, at, given);
  else complain(at, fault);
}

/** `{}` is no item: it takes no place, not even among the errors. */
function isEmpty(item: Input): boolean {
  for (const _ in item) return false;
  return true;
}

function runList<C>(field: Field<C>, items: RecordType<C>, at: Place<C>): void {
  at.key = field.name;
  const given = at.input[field.name];
  if (!Array.isArray(given)) {
    runChain(field, at, undefined);
    return;
  }
  const outputs: Record<string, unknown>[] = [];
  const errors: FieldErrors[] = [];
  let failed = false;
  for (const item of given as Input[]) {
    if (isEmpty(item)) continue;
    const stored = items.storedItem?.(item, at, field.name);
    const mode = items.storedItem === undefined ? at.mode : stored === undefined ? 'create' : 'update';
    const place = runRecord(items, item, { mode, context: at.context, stored, parent: at });
    failed ||= place.errors !== undefined;
    outputs.push(place.output);
    errors.push(place.errors ?? {});
  }
  at.key = field.name;
  if (failed) {
    at.output[field.name] = outputs;
    complainOfItems(at, errors);
  } else runChain(field, at, outputs);
}

function keepUnknown<C>(type: RecordType<C>, at: Place<C>): void {
  for (const key of Object.keys(at.input)) {
    // A key of this name would not be stored but change the object that is.
    if (type.names.has(key) || type.dropped.has(key) || key === '__proto__') continue;
    const value = at.input[key];
    const fault = unstorableText(key) ?? unstorable(value);
    if (fault === undefined) at.output[key] = value;
    else complain(at, fault, key);
  }
}

/** CKAN: an unknown key with a list of objects is refused, with any other value ignored. */
function refuseUnknownLists<C>(type: RecordType<C>, at: Place<C>): void {
  const paths: string[] = [];
  for (const key of Object.keys(at.input)) {
    const value = at.input[key];
    if (!Array.isArray(value) || !isObject(value[0]) || type.names.has(key)) continue;
    value.forEach((item: unknown, i) => {
      if (isObject(item)) for (const inner of Object.keys(item)) paths.push(`('${key}', ${i}, '${inner}')`);
    });
  }
  if (paths.length > 0) complain(at, `The input field [${paths.join(', ')}] was not expected.`, '__junk');
}

/** Runs all rules; what was wrong stands in `errors` of the answer, what came out in `output`. */
export function runRecord<C>(type: RecordType<C>, input: Input, run: Run<C>): Place<C> {
  const at: Place<C> = {
    key: '',
    mode: run.mode,
    input,
    output: {},
    stored: run.stored,
    parent: run.parent,
    context: run.context,
    errors: undefined,
  };
  for (const field of type.plain) runField(field, at);
  for (const field of type.lists) if (field.items !== undefined) runList(field, field.items, at);
  if (type.unknown === 'keep') keepUnknown(type, at);
  else if (type.unknown === 'refuse-lists') refuseUnknownLists(type, at);
  for (const check of type.checks) check(at);
  return at;
}
