/**
 * CKAN's envelope: `{help, success, result}` and `{help, success, error}`. Bytes that are JSON
 * already are not parsed.
 */
import { refusalOf } from '#actions/refusal.ts';
import { BadRequest } from '#domain/errors.ts';
import { Spliced } from '#domain/spliced.ts';
import { Upload } from '#domain/upload.ts';
import type { Body } from './answer.ts';

/** The status of a refusal, or undefined where the error is no refusal but a fault of ours. */
export const statusOf = (error: unknown): number | undefined => (error instanceof BadRequest ? 400 : refusalOf(error)?.status);

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
  const found = refusalOf(error);
  return found && { status: found.status, body: envelopeOf(help, found.dict) };
}

/** The body of a fault of ours; the reference finds it in the log. */
export const faultBody = (help: string, reference: string): string =>
  envelopeOf(help, { __type: 'Internal Server Error', message: `Internal Server Error (${reference})` });

const envelopeOf = (help: string, error: object): string => JSON.stringify({ help, success: false, error }, fileNamesOnly);

/** An echoed file shows its name, not where it lies. */
const fileNamesOnly = (_key: string, value: unknown): unknown => (value instanceof Upload ? value.fileName : value);
