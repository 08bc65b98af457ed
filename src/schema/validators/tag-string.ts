/** Tags in one text, separated by commas. */
import type { Place, Rule } from '../field.ts';
import { refuse, STOP } from '../field.ts';
import { unstorableText } from '../storable.ts';
import { tagNameForm } from '../types/tag.ts';

const namesIn = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What is wrong with the names in a text: of each the first fault, for people, who mend all at once. */
export const tagFaults = (text: string): readonly string[] =>
  namesIn(text).flatMap((name) => {
    const at: Place<unknown> = {
      ...{ key: 'name', mode: 'create' as const, input: {}, output: {} },
      ...{ stored: undefined, parent: undefined, context: undefined, errors: undefined },
    };
    for (const rule of tagNameForm) rule(name, at);
    const faults = at.errors?.name;
    return Array.isArray(faults) && typeof faults[0] === 'string' ? [faults[0]] : [];
  });

/** A list of names; CKAN: a list given in its place is taken as it is, and the first bad name ends the check. */
export const tagString: Rule<unknown> = (value, at) => {
  const given = typeof value === 'string' ? namesIn(value) : value;
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
