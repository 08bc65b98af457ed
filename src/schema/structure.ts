/**
 * Refusals of structure: text, numbers or lists of texts where a list of objects belongs.
 * These come before any rule, and name types as CKAN's language does.
 */
import { IntegrityError } from '#domain/errors.ts';
import type { Input, RecordType } from './field.ts';

/** A JSON object, and no list, null or uploaded file. */
export const isObject = (value: unknown): value is Input => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The name of a JSON value's type in Python. */
export function pythonType(value: unknown): string {
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return Array.isArray(value) ? 'list' : 'dict';
}

/** A path as Python writes a tuple: `('tags',)`, `('resources', 0, 'dates')`. */
function tuple(path: readonly (string | number)[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? String(part) : `'${part}'`));
  return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`;
}

/** Throws where a list field holds no list of objects; what `echo` gives is shown to the caller. */
export function checkStructure<C>(type: RecordType<C>, input: Input, echo: () => unknown, path: readonly (string | number)[] = []): void {
  for (const field of type.lists) {
    const value = input[field.name];
    if (value === undefined || field.items === undefined) continue;
    if (!Array.isArray(value) || (value.length > 0 && !isObject(value[0]))) {
      throw new IntegrityError(
        `Only lists of dicts can be placed against subschema ${tuple([...path, field.name])}, not <class '${pythonType(value)}'>`,
        echo(),
      );
    }
    const { items } = field;
    for (let i = 1; i < value.length; i += 1) if (!isObject(value[i])) throw new IntegrityError('Values in lists need to be dicts', echo());
    if (items.lists.length === 0) continue;
    for (const [i, item] of value.entries()) checkStructure(items, item as Input, echo, [...path, field.name, i]);
  }
}
