/** Why a line was refused, in one line of text: the messages of its fields, nested ones by their path. */
import { type CatalogueError, type ErrorDict, type FieldErrors, ValidationError } from '#domain/errors.ts';

export function reasonOf(error: CatalogueError): string {
  return error instanceof ValidationError ? reasonOfErrors(error.errors) : error.message;
}

export const reasonOfErrors = (errors: ErrorDict): string =>
  Object.entries(errors)
    .flatMap(([field, messages]) => messagesOf(field, messages))
    .join('; ');

function messagesOf(path: string, messages: FieldErrors): string[] {
  if (typeof messages === 'string') return [`${path}: ${messages}`];
  if (!Array.isArray(messages)) return Object.entries(messages).flatMap(([field, inner]) => messagesOf(`${path}.${field}`, inner));
  return messages.flatMap((inner, index) => (typeof inner === 'string' ? [`${path}: ${inner}`] : messagesOf(`${path}[${index}]`, inner)));
}
