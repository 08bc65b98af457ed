/**
 * Two editors on one record. A form carries the texts it was made from; when it comes back, they are
 * held against the record as it is now. Whatever somebody else changed meanwhile is told, what the
 * visitor did not touch follows it, and of what both changed he chooses.
 */
import { ChangedMeanwhile } from '#actions/changed-meanwhile.ts';
import { Unavailable } from '#domain/errors.ts';
import type { Fields } from '#domain/page.ts';
import { lineEnds, textOf } from './fields.ts';

/** A field as it is compared; rows that repeat are one text. */
export type FieldText = { readonly name: string; readonly label: string; readonly text: string };

export type Difference = {
  readonly name: string;
  readonly label: string;
  readonly was: string;
  readonly now: string;
  readonly yours: string;
  /** Both changed it, and not to the same. */
  readonly clash: boolean;
};

export type Meeting = {
  /** What somebody else changed since the form was made; empty: save. */
  readonly differences: readonly Difference[];
  /** Fields that are to stand as they are now: the visitor did not touch them, or chose so. */
  readonly theirs: ReadonlySet<string>;
  /** The record was there when the form was made, and is deleted by now. */
  readonly deleted: boolean;
};

/** The field in which a form carries what it was made from. */
export const BASE_FIELD = '_base';
/** The choice between the two versions of a field. */
export const takeField = (name: string): string => `_take__${name}`;

const STATE = '_state';
/** Stands among the texts of a record, not of what was typed. */
export const stateText = (state: string | undefined): FieldText => ({ name: STATE, label: 'State', text: state ?? '' });

export const baseOf = (texts: readonly FieldText[]): string =>
  JSON.stringify(Object.fromEntries(texts.map(({ name, text }) => [name, text])));

/** `now`: the record; `yours`: what was typed. A form that carries nothing meets nobody. */
export function meet(form: Fields, now: readonly FieldText[], yours: readonly FieldText[]): Meeting {
  const base = readBase(textOf(form, BASE_FIELD));
  const typed = new Map(yours.map(({ name, text }) => [name, text]));
  const theirs = new Set<string>();
  const differences: Difference[] = [];
  let deleted = false;
  for (const { name, label, text } of now) {
    if (name === STATE) {
      deleted = text === 'deleted' && (base?.get(STATE) ?? text) !== text;
      continue;
    }
    const own = typed.get(name) ?? '';
    if (textOf(form, takeField(name)) === 'theirs') theirs.add(name);
    const was = base?.get(name);
    if (was === undefined || same(was, text)) continue;
    const isUntouched = same(own, was);
    if (isUntouched) theirs.add(name);
    differences.push({ name, label, was, now: text, yours: own, clash: !isUntouched && !same(own, text) });
  }
  return { differences, theirs, deleted };
}

/** The fields with those of `theirs` as in `now`; rows go with the name they begin with. */
export function taking(theirs: ReadonlySet<string>, yours: Fields, now: Fields): Fields {
  const isTheirs = ([name]: readonly [string, unknown]): boolean => theirs.has(name) || theirs.has(name.split('__')[0] ?? '');
  return Object.fromEntries([...Object.entries(yours).filter((entry) => !isTheirs(entry)), ...Object.entries(now).filter(isTheirs)]);
}

const MOST_TRIES = 10;

/** Saves in place of the version that was seen; where another one came between, that one is looked at and tried. */
export async function inPlaceOf<Seen, Saved>(
  first: Seen,
  save: (seen: Seen) => Promise<Saved>,
  lookAgain: () => Promise<Seen>,
): Promise<Saved> {
  let seen = first;
  for (let attempt = 1; ; attempt++) {
    try {
      return await save(seen);
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      if (attempt >= MOST_TRIES) throw new Unavailable('Too many changes at once; try again');
      // What another process wrote is known here a moment later.
      await new Promise((done) => setTimeout(done, 20 * attempt));
      seen = await lookAgain();
    }
  }
}

const same = (a: string, b: string): boolean => settled(a) === settled(b);
const settled = (text: string): string => lineEnds(text).trim();

function readBase(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return undefined;
    return new Map(Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return undefined;
  }
}
