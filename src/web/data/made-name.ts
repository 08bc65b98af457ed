/** Names for addresses that nobody typed: made of the title, sensible in any writing, and free. */
import { ValidationError } from '#domain/errors.ts';
import { NAME_MAX, mungeTitle } from '#domain/names.ts';
import type { Fields } from '#domain/page.ts';
import { nameFault } from '#schema/validators/name.ts';
import { textOf } from './fields.ts';

/** In place of the field `name`, the script sends here what it made of the title and nobody touched. */
export const MADE_NAME = '_made_name';

/** The name to begin with; undefined where one was typed, or there is no title to make it of. */
export function nameToMake(form: Fields, what: string): string | undefined {
  const title = textOf(form, 'title').trim();
  if (textOf(form, 'name').trim() !== '' || title === '') return undefined;
  const shown = textOf(form, MADE_NAME);
  const made = nameFault(shown) === undefined ? shown : mungeTitle(title);
  return /[a-z0-9]{2}/.test(made) ? made : `${what}-${new Date().toISOString().slice(0, 10)}-${chance()}`;
}

const chance = (): string => Math.random().toString(36).slice(2, 6).padEnd(4, '0');

/** Makes it under the first name that is free. What else is wrong is refused without a word about the name. */
export async function underFreeName<Made>(first: string, make: (name: string) => Promise<Made>): Promise<Made> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await make(nameAt(first, attempt));
    } catch (error) {
      if (!(error instanceof ValidationError) || error.errors.name === undefined || attempt >= MOST_TRIES) throw error;
      const { name: _, ...others } = error.errors;
      if (Object.keys(others).length > 0) throw new ValidationError(others);
    }
  }
}

const MOST_TRIES = 8;
/** From here on counting up is given up. */
const COUNTED = 4;

function nameAt(first: string, attempt: number): string {
  if (attempt === 1) return first;
  const end = attempt <= COUNTED ? `-${attempt}` : `-${chance()}`;
  return `${first.slice(0, NAME_MAX - end.length)}${end}`;
}
