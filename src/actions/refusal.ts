/**
 * A refusal as every door shows it: the one table from a class of error to its status and to
 * CKAN's dictionary. What is no refusal but a fault of ours is not in it.
 */
import * as errors from '#domain/errors.ts';

type Row = { readonly status: number; readonly type: string; readonly rest: (error: never) => Readonly<Record<string, unknown>> };

const row = <Error>(status: number, type: string, rest: (error: Error) => Readonly<Record<string, unknown>>): Row => ({
  status,
  type,
  rest,
});

const withDetail = (text: string) => (error: Error) => ({ message: error.message === '' ? text : `${text}: ${error.message}` });
const itsMessage = (error: Error): { message: string } => ({ message: error.message });

const TABLE = new Map<unknown, Row>([
  [errors.ValidationError, row(409, 'Validation Error', (error: errors.ValidationError) => error.errors)],
  [errors.NotAuthorized, row(403, 'Authorization Error', withDetail('Access denied'))],
  [errors.NotFound, row(404, 'Not Found Error', withDetail('Not found'))],
  [errors.IntegrityError, row(400, 'Integrity Error', ({ message, data }: errors.IntegrityError) => ({ message, data }))],
  [errors.SearchQueryError, row(400, 'Search Query Error', itsMessage)],
  [errors.SearchError, row(409, 'Search Error', itsMessage)],
  [errors.TooManyTries, row(429, 'Too Many Requests', itsMessage)],
  [errors.Unavailable, row(503, 'Service Unavailable', itsMessage)],
]);

/** The row of the error's class, or of the nearest class it descends from. */
function rowOf(error: unknown): Row | undefined {
  if (!(error instanceof errors.CatalogueError)) return undefined;
  for (let made: unknown = error.constructor; typeof made === 'function'; made = Object.getPrototypeOf(made)) {
    const found = TABLE.get(made);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Status and dictionary of a refusal; undefined for anything that is not in the table. */
export function refusalOf(error: unknown): { readonly status: number; readonly dict: Readonly<Record<string, unknown>> } | undefined {
  const found = rowOf(error);
  return found && { status: found.status, dict: { __type: found.type, ...found.rest(error as never) } };
}
