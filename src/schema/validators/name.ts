/** Rules of names that stand in addresses: datasets, groups, organizations, users. */
import { NAME_MAX, NAME_MIN, NAME_PATTERN, RESERVED_NAMES } from '#domain/names.ts';
import type { Place, Rule } from '../field.ts';
import { complain } from '../field.ts';
import { lengthOf } from './text.ts';

/** What is wrong with a name as part of an address; undefined for a good one. */
export function nameFault(name: string): string | undefined {
  if (RESERVED_NAMES.has(name)) return 'That name cannot be used';
  const length = lengthOf(name);
  if (length < NAME_MIN) return `Must be at least ${NAME_MIN} characters long`;
  if (length > NAME_MAX) return `Name must be a maximum of ${NAME_MAX} characters long`;
  return NAME_PATTERN.test(name) ? undefined : 'Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_';
}

/** The form of a name; the first fault counts. */
export const nameForm: Rule<unknown> = (value, at) => {
  const message = typeof value === 'string' ? nameFault(value) : 'Names must be strings';
  if (message !== undefined) complain(at, message);
  return value;
};

/** CKAN: the length of a dataset's name is told a second time. */
export const datasetNameLength: Rule<unknown> = (value, at) => {
  if (typeof value !== 'string') return value;
  const length = lengthOf(value);
  if (length < NAME_MIN) complain(at, `Name "${value}" length is less than minimum ${NAME_MIN}`);
  else if (length > NAME_MAX) complain(at, `Name "${value}" length is more than maximum ${NAME_MAX}`);
  return value;
};

/** No blank and no broken lines: all that CKAN's group updates should have asked. */
export const oneLine: Rule<unknown> = (value, at) => {
  if (typeof value === 'string' && (value.trim() === '' || /[\r\n]/.test(value))) complain(at, 'That name cannot be used');
  return value;
};

/** A name that somebody else has; `owner` gives the id of who has it. */
export const uniqueName =
  <C>(owner: (name: string, at: Place<C>) => string | undefined, own: (at: Place<C>) => string | undefined, message: string): Rule<C> =>
  (value, at) => {
    if (typeof value !== 'string') return value;
    const found = owner(value, at);
    if (found !== undefined && found !== own(at)) complain(at, message);
    return value;
  };
