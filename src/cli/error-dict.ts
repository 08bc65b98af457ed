/** An action's refusal as the envelope of the API has it, for those who read it from a command. */
import {
  type CatalogueError,
  IntegrityError,
  NotAuthorized,
  NotFound,
  SearchError,
  SearchQueryError,
  ValidationError,
} from '#domain/errors.ts';

const withDetail = (text: string, { message }: Error): string => (message === '' ? text : `${text}: ${message}`);

export function errorDict(error: CatalogueError): Record<string, unknown> {
  if (error instanceof ValidationError) return { ...error.errors, __type: 'Validation Error' };
  if (error instanceof NotFound) return { message: withDetail('Not found', error), __type: 'Not Found Error' };
  if (error instanceof NotAuthorized) return { message: withDetail('Access denied', error), __type: 'Authorization Error' };
  if (error instanceof IntegrityError) return { message: error.message, data: error.data, __type: 'Integrity Error' };
  if (error instanceof SearchQueryError) return { message: error.message, __type: 'Search Query Error' };
  return { message: error.message, __type: error instanceof SearchError ? 'Search Error' : error.name };
}
