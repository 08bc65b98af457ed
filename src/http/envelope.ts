/**
 * CKAN's envelope: `{help, success, result}` and `{help, success, error}`, and the one table
 * from a class of error to its status and `__type`. Bytes that are JSON already are not parsed.
 */
import * as errors from '#domain/errors.ts';
import { Spliced } from '#domain/spliced.ts';
import { Upload } from '#domain/upload.ts';
import type { Body } from './answer.ts';

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

/** The status of a refusal, or undefined where the error is no refusal but a fault of ours. */
export const statusOf = (error: unknown): number | undefined => (error instanceof errors.BadRequest ? 400 : rowOf(error)?.status);

/** Everything of a successful answer that comes before the result. */
export type Opening = { readonly text: string; readonly bytes: Buffer };

export function openingFor(help: string): Opening {
  const text = `{"help": ${JSON.stringify(help)}, "success": true, "result": `;
  return { text, bytes: Buffer.from(text) };
}

const CLOSING = Buffer.from('}');

/** The body of a successful answer. */
export function success(opening: Opening, result: unknown): Body {
  if (result instanceof Spliced) return [opening.bytes, ...result.parts, CLOSING];
  return `${opening.text}${JSON.stringify(result ?? null)}}`;
}

/** Status and body of a refusal; undefined for anything that is not in the table. */
export function failure(help: string, error: unknown): { status: number; body: string } | undefined {
  const found = rowOf(error);
  if (found === undefined) return undefined;
  return { status: found.status, body: envelopeOf(help, { __type: found.type, ...found.rest(error as never) }) };
}

/** The body of a fault of ours; the reference finds it in the log. */
export const faultBody = (help: string, reference: string): string =>
  envelopeOf(help, { __type: 'Internal Server Error', message: `Internal Server Error (${reference})` });

const envelopeOf = (help: string, error: object): string => JSON.stringify({ help, success: false, error }, fileNamesOnly);

/** An echoed file shows its name, not where it lies. */
const fileNamesOnly = (_key: string, value: unknown): unknown => (value instanceof Upload ? value.fileName : value);
