/**
 * The query tree: what was written, not what it means for a field. Frozen plain
 * objects told apart by `kind`; `print` writes a tree back so that parsing gives it again.
 */

/** One end of a range; `null` is an open end. */
export type Bound = { readonly text: string; readonly inclusive: boolean } | null;

/** How an item is tied to the one before it. */
export type Join = 'and' | 'or' | null;
/** The modifier in front of an item. */
export type Sign = '+' | '-' | null;

/** A member of a group, with the operators that were written. */
export type Item = { readonly join: Join; readonly sign: Sign; readonly query: Query };

/** `field` is null where none was written; inside a group its own then holds. */
type Fielded = { readonly field: string | null };

export type Term = Fielded & { readonly kind: 'term'; readonly text: string };
/** Bare words in a row, which some fields analyse together. */
export type Words = Fielded & { readonly kind: 'words'; readonly words: readonly string[] };
export type Phrase = Fielded & { readonly kind: 'phrase'; readonly text: string; readonly slop: number };
export type Prefix = Fielded & { readonly kind: 'prefix'; readonly text: string };
/** `pattern` is still escaped: an escaped star is a star. A lone star asks for any value. */
export type Wildcard = Fielded & { readonly kind: 'wildcard'; readonly pattern: string };
/** `edits` of 1 and more counts changes; a fraction is the old similarity. */
export type Fuzzy = Fielded & { readonly kind: 'fuzzy'; readonly text: string; readonly edits: number };
export type Regex = Fielded & { readonly kind: 'regex'; readonly pattern: string };
export type Range = Fielded & { readonly kind: 'range'; readonly from: Bound; readonly to: Bound };
/** Brackets; `filter` ones do not score. */
export type Group = Fielded & { readonly kind: 'group'; readonly items: readonly Item[]; readonly filter: boolean };
export type Boost = { readonly kind: 'boost'; readonly query: Query; readonly by: number };
export type Constant = { readonly kind: 'constant'; readonly query: Query; readonly score: number };

export type Leaf = Term | Words | Phrase | Prefix | Wildcard | Fuzzy | Regex | Range;
export type Query = Leaf | Group | Boost | Constant;

/** The query that everything answers. */
export const EVERYTHING: Query = Object.freeze({ kind: 'wildcard', field: '*', pattern: '*' });

/** A text without any clause; it finds nothing. */
export const NOTHING: Group = Object.freeze({ kind: 'group', field: null, items: Object.freeze([]), filter: false });
