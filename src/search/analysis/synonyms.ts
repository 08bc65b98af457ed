/**
 * Synonyms as data: each entry says what a word of a query also stands for. The groups
 * here are those of Solr's sample configuration, which CKAN's images run with.
 */

/** From a lower-case word to what stands beside it (or instead of it, if `replace`). */
export type Synonyms = ReadonlyMap<string, { readonly words: readonly string[]; readonly replace: boolean }>;

const GROUPS: readonly (readonly string[])[] = [
  ['gb', 'gib', 'gigabyte', 'gigabytes'],
  ['mb', 'mib', 'megabyte', 'megabytes'],
  ['television', 'televisions', 'tv', 'tvs'],
  ['fooaaa', 'baraaa', 'bazaaa'],
];

const REPLACED: readonly (readonly [string, string])[] = [
  ['pixima', 'pixma'],
  ['aaafoo', 'aaabar'],
];

/** Builds a table from groups of equals and from single replacements. */
export function synonymTable(groups: typeof GROUPS, replaced: typeof REPLACED): Synonyms {
  const table = new Map<string, { words: readonly string[]; replace: boolean }>();
  for (const group of groups) for (const word of group) table.set(word, { words: group.filter((other) => other !== word), replace: false });
  for (const [from, to] of replaced) table.set(from, { words: [to], replace: true });
  return table;
}

/** Solr: the sample synonyms. */
export const SAMPLE_SYNONYMS: Synonyms = synonymTable(GROUPS, REPLACED);
