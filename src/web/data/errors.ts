/** What a form got wrong, field by field, from the refusal of an action. */
import { ValidationError } from '#domain/errors.ts';

type Messages = Record<string, readonly string[]>;

/** Undefined for any other error: those are not the form's to show. */
export function formErrors(error: unknown): Messages | undefined {
  if (!(error instanceof ValidationError)) return undefined;
  return Object.fromEntries(Object.entries(error.errors).map(([field, messages]) => [field, flat(messages)]));
}

function flat(messages: unknown): readonly string[] {
  if (typeof messages === 'string') return [messages];
  if (Array.isArray(messages)) return messages.flatMap(flat);
  return typeof messages === 'object' && messages !== null ? Object.values(messages).flatMap(flat) : [];
}
