/** The order of a word list, whatever the case and accents. */

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

export const byWords = (a: string, b: string): number => collator.compare(a, b);
