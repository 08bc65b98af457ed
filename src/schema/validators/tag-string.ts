/** Tags in one text, separated by commas. */
import type { Rule } from '../field.ts';
import { refuse, STOP } from '../field.ts';
import { unstorableText } from '../storable.ts';
import { tagNameForm } from '../types/tag.ts';

/** A list of names; CKAN: a list given in its place is taken as it is, and the first bad name ends the check. */
export const tagString: Rule<unknown> = (value, at) => {
  const given =
    typeof value === 'string'
      ? value
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
      : value;
  if (!Array.isArray(given)) return refuse(at, 'Must be a string');
  for (const name of given) {
    if (typeof name !== 'string') return refuse(at, 'Must be a string');
    const fault = unstorableText(name);
    if (fault !== undefined) return refuse(at, fault);
    for (const rule of tagNameForm) {
      rule(name, at);
      if (at.errors?.[at.key] !== undefined) return STOP;
    }
  }
  return given;
};
