/** What a form got wrong, field by field, from the refusal of an action. */
import type { AnyAction, Input } from '#actions/action.ts';
import { checkOnly } from '#actions/check-only.ts';
import { ValidationError } from '#domain/errors.ts';
import type { Visit } from '../page.ts';

type Messages = Record<string, readonly string[]>;

/**
 * Undefined for any other error: those are not the form's to show. An error within a list gets the name
 * of its field in the form, `extras__0__key`. `placed` leads errors to the field that asks for their
 * value under another name, such as `{ tags: 'tag_string' }`, with all that is within. What has no
 * field keeps its name, and the summary shows it.
 */
export function formErrors(error: unknown, placed: Readonly<Record<string, string>> = {}): Messages | undefined {
  if (!(error instanceof ValidationError)) return undefined;
  const found: Record<string, string[]> = {};
  gather(error.errors, [], (path, message) => {
    const [first = ''] = path;
    const name = Object.hasOwn(placed, first) ? (placed[first] ?? first) : path.join('__');
    const before = found[name];
    if (before === undefined) found[name] = [message];
    else if (!before.includes(message)) before.push(message);
  });
  return found;
}

function gather(errors: unknown, path: readonly string[], add: (path: readonly string[], message: string) => void): void {
  if (typeof errors === 'string') add(path, errors);
  else if (Array.isArray(errors))
    for (const [at, one] of errors.entries())
      gather(one, typeof one === 'string' || Array.isArray(one) ? path : [...path, String(at)], add);
  else if (typeof errors === 'object' && errors !== null)
    for (const [name, one] of Object.entries(errors)) gather(one, [...path, name], add);
}

type Faults = Readonly<Record<string, readonly string[]>>;

/** What a form itself finds wrong, together with all that the action would refuse: nobody is to learn of it piece by piece. */
export async function allFaults(
  visit: Visit,
  own: Faults,
  action: AnyAction,
  input: Input,
  placed: Readonly<Record<string, string>> = {},
): Promise<Faults> {
  try {
    await visit.ask(checkOnly(action), input);
    return own;
  } catch (error) {
    const refused = formErrors(error, placed);
    if (refused === undefined) throw error;
    return { ...refused, ...own };
  }
}
