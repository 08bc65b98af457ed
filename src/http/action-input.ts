/**
 * Which data of a request are an action's parameters: form before query before JSON body,
 * as CKAN decides it. Files come in under the name of their field.
 */
import type { IncomingMessage } from 'node:http';
import { BadRequest } from '#domain/errors.ts';
import { pythonText } from '#domain/python-text.ts';
import type { AnyAction } from '#actions/action.ts';
import type { FileStore } from '#files/storage.ts';
import type { Site } from '../config.ts';
import { hasBody, mediaTypeOf, readBody, refuseCompressed } from './body.ts';
import { type Pair, parsePairs, toFields } from './form.ts';
import { parseJsonBody, parseJsonField } from './json-body.ts';
import { type FileRules, readMultipart } from './multipart.ts';
import { Refusal } from './refusal.ts';

export type Parameters = Record<string, unknown>;

export type InputSource = {
  readonly action: AnyAction;
  readonly query: string;
  readonly files: FileStore;
  readonly settings: Site;
  /** Called with the fields that came before a file, which is stored only if this lets it pass. */
  readonly beforeFile: (fields: readonly Pair[]) => void;
};

const MOST_JSON_BYTES = 64 * 1024 * 1024;
const MOST_FORM_BYTES = 16 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

/** The parameters of a request; a query alone needs no waiting. */
export function inputOf(request: IncomingMessage, source: InputSource): Parameters | Promise<Parameters> {
  if (!hasBody(request)) return fromQuery(source) ?? {};
  return fromBody(request, source);
}

async function fromBody(request: IncomingMessage, source: InputSource): Promise<Parameters> {
  refuseCompressed(request);
  const type = mediaTypeOf(request);
  if (type === 'multipart/form-data') return fromMultipart(request, source);
  if (type === 'application/x-www-form-urlencoded') {
    const pairs = parsePairs((await readBody(request, MOST_FORM_BYTES)).toString('utf8'));
    return (request.method === 'POST' ? fromForm(pairs) : undefined) ?? fromQuery(source) ?? {};
  }
  const bytes = await readBody(request, MOST_JSON_BYTES);
  const named = fromQuery(source);
  if (named !== undefined || bytes.length === 0) return named ?? {};
  if (type !== 'application/json' && !/^application\/[^/]+\+json$/.test(type)) throw new Refusal(415, 'A body must be JSON or a form.');
  return dictionary(parseJsonBody(bytes));
}

async function fromMultipart(request: IncomingMessage, source: InputSource): Promise<Parameters> {
  const form = await readMultipart(request, source.files, rulesFor(source));
  const input = (request.method === 'POST' ? fromForm(form.pairs) : undefined) ?? fromQuery(source) ?? {};
  for (const [name, upload] of form.files) input[name] = upload;
  return input;
}

/** CKAN: a lone field without a value is the whole JSON, as curl sends it when told no content type. */
function fromForm(pairs: readonly Pair[]): Parameters | undefined {
  const [only] = pairs;
  if (only === undefined) return undefined;
  if (pairs.length === 1 && (only[1] === '' || only[1] === '1')) return dictionary(parseJsonField(only[0]));
  return toFields(pairs);
}

function fromQuery({ action, query }: InputSource): Parameters | undefined {
  if (action.effect !== 'read' || query === '') return undefined;
  const pairs = parsePairs(query);
  return pairs.length === 0 ? undefined : toFields(pairs);
}

function dictionary(value: unknown): Parameters {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Parameters;
  throw new BadRequest(`JSON Error: Request data JSON decoded to ${pythonText(value).slice(0, 1000)} but it needs to be a dictionary.`);
}

/** Files are stored only where the action declares a field for them. */
function rulesFor({ action, settings, beforeFile }: InputSource): FileRules {
  const maxBytes = new Map<string, number>();
  if (action.effect === 'write' && settings['ckan.uploads_enabled'])
    for (const [name, { kind }] of Object.entries(action.input)) if (kind === 'file') maxBytes.set(name, maxBytesOf(name, settings));
  const [field] = maxBytes.keys();
  return {
    maxBytesOf: (name, before) => {
      const allowed = maxBytes.get(name);
      if (allowed !== undefined) beforeFile(before);
      return allowed;
    },
    most: { bytes: [...maxBytes.values()].reduce((sum, bytes) => sum + bytes, 0), field },
  };
}

/** The most bytes of a file in the field of that name: data in `upload`, pictures elsewhere. */
export const maxBytesOf = (field: string, settings: Site): number =>
  settings[field === 'upload' ? 'ckan.max_resource_size' : 'ckan.max_image_size'] * MEGABYTE;
