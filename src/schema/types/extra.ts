/** Free key-value pairs of datasets, groups and organizations. Which keys are taken depends on the record that has them. */
import type { Check, RecordType, Rule } from '../field.ts';
import { complain, defineRecord } from '../field.ts';
import { isObject } from '../structure.ts';
import { uuid } from '../validators/id.ts';
import { ignoreMissing, notEmpty, notMissing } from '../validators/missing.ts';
import { scalarToText } from '../validators/text.ts';
import { field } from './field-makers.ts';

export type CleanExtra = { readonly key: string; readonly value: string };

/** An extra may not take the name of a field of the record. */
const noFieldOf =
  (names: () => ReadonlySet<string>): Rule<unknown> =>
  (value, at) => {
    if (typeof value === 'string' && names().has(value)) complain(at, 'There is a schema field with the same name');
    return value;
  };

/** Null stays null: such a pair is left out in the end. */
const textOrNull: Rule<unknown> = (value, at) => (value === null ? null : scalarToText(value, at));

/** Extras of a record whose own fields are `names`. */
export function extraRecord(names: () => ReadonlySet<string>): RecordType<unknown> {
  return defineRecord<unknown>({
    fields: [
      field('id', 'Id', 'id', [ignoreMissing, uuid], { kept: false }),
      field('key', 'Key', 'text', [notEmpty, noFieldOf(names), scalarToText], { required: true }),
      field('value', 'Value', 'text', [notMissing, textOrNull], { required: true }),
      // CKAN: marked items go, whatever their value.
      field('deleted', 'Deleted', 'boolean', [ignoreMissing], { kept: false }),
    ],
  });
}

/** CKAN: only the first key that occurs twice is told, beside the field and not in it. */
export const distinctExtraKeys: Check<unknown> = (at) => {
  const extras = at.input.extras;
  if (!Array.isArray(extras) || extras.length < 2) return;
  const seen = new Set<unknown>();
  for (const extra of extras) {
    if (!isObject(extra) || extra.deleted || !extra.key) continue;
    if (seen.has(extra.key)) return complain(at, `Duplicate key "${extra.key}"`, 'extras_validation');
    seen.add(extra.key);
  }
};

type Raw = { key: string; value: string | null; deleted?: unknown };

/** The pairs that are kept, by key; of two with the same key the later. */
export function cleanExtras(items: readonly unknown[]): CleanExtra[] {
  const byKey = new Map<string, CleanExtra>();
  for (const { key, value, deleted } of items as readonly Raw[]) {
    if (value !== null && !deleted) byKey.set(key, { key, value });
  }
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
