/**
 * Compression of answers for those who take it: pages, assets, feeds, and answers of the API
 * that are worth it. Downloads go out as they were stored, so that parts of them can be asked for.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip, type BrotliOptions } from 'node:zlib';
import type { Answer } from './answer.ts';

type Coding = 'br' | 'gzip';

const TEXTS = /^(?:text\/|application\/(?:json|atom\+xml|xml|javascript|manifest\+json|ld\+json)|image\/svg\+xml)/;
/** Smaller ones gain nothing. */
const LEAST = 1024;
/** What fits into the first packets of a connection arrives no sooner for being smaller, and programs pay for each answer. */
const LEAST_FOR_PROGRAMS = 14 * 1024;
/** Larger answers are compressed as they are sent. */
const MOST_AT_ONCE = 1024 * 1024;
const GZIP = { level: 4 };
/** Where brotli is as quick as gzip and still smaller. */
const QUICK = 3;
/** For what is compressed once and sent for a year. */
const THOROUGH = 11;
/** 256 KB looked back on: the usual 4 MB are fetched anew for each answer, which costs five times what compressing does. */
const WINDOW = 18;

const brotliOptions = (quality: number, size: number): BrotliOptions => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: WINDOW,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: size,
  },
});

const byBrotli = promisify<Buffer, BrotliOptions, Buffer>(brotliCompress);
const byGzip = promisify<Buffer, { level: number }, Buffer>(gzip);

/** The answer as this client takes it best; itself where there is nothing to gain. */
export function encodedFor(request: IncomingMessage, answer: Answer): Answer | Promise<Answer> {
  const { body } = answer;
  if (body === undefined || body === null || body instanceof Readable) return answer;
  if (answer.status !== 200 && answer.status < 400) return answer;
  const type = headerOf(answer, 'Content-Type') ?? '';
  if (!TEXTS.test(type)) return answer;
  const size = sizeOf(body);
  if (size < (type.startsWith('application/json') ? LEAST_FOR_PROGRAMS : LEAST)) return answer;
  if (headerOf(answer, 'Content-Encoding') !== undefined || headerOf(answer, 'ETag') !== undefined) return answer;
  // How well something compresses would tell, guess by guess, what a secret in it is (BREACH).
  if (headerOf(answer, 'Cache-Control')?.includes('no-transform')) return answer;
  const open = varying(answer);
  const coding = codingFor(request.headers['accept-encoding']);
  return coding === undefined ? open : compressed(open, coding, size);
}

async function compressed(answer: Answer, coding: Coding, size: number): Promise<Answer> {
  const { body } = answer;
  const headers = [...answer.headers, 'Content-Encoding', coding];
  if (Array.isArray(body) && size > MOST_AT_ONCE) return { ...answer, headers, body: asStream(body as readonly Buffer[], coding, size) };
  const whole = typeof body === 'string' ? Buffer.from(body) : Buffer.isBuffer(body) ? body : Buffer.concat(body as readonly Buffer[]);
  const lasting = /immutable/.test(headerOf(answer, 'Cache-Control') ?? '');
  return { ...answer, headers, body: await (lasting ? keptFor(whole, coding) : once(whole, coding, QUICK)) };
}

const once = (bytes: Buffer, coding: Coding, quality: number): Promise<Buffer> =>
  coding === 'br' ? byBrotli(bytes, brotliOptions(quality, bytes.length)) : byGzip(bytes, quality === THOROUGH ? { level: 9 } : GZIP);

function asStream(parts: readonly Buffer[], coding: Coding, size: number): Readable {
  const through = coding === 'br' ? createBrotliCompress(brotliOptions(QUICK, size)) : createGzip(GZIP);
  return Readable.from(parts, { objectMode: false }).pipe(through);
}

/** Assets stand in memory for as long as the process runs, and so do their compressed forms. */
const kept: Readonly<Record<Coding, WeakMap<Buffer, Promise<Buffer>>>> = { br: new WeakMap(), gzip: new WeakMap() };

function keptFor(bytes: Buffer, coding: Coding): Promise<Buffer> {
  const ready = kept[coding].get(bytes) ?? once(bytes, coding, THOROUGH);
  kept[coding].set(bytes, ready);
  return ready;
}

const sizeOf = (body: string | Buffer | readonly Buffer[]): number =>
  typeof body === 'string'
    ? Buffer.byteLength(body)
    : Buffer.isBuffer(body)
      ? body.length
      : (body as readonly Buffer[]).reduce((sum, part) => sum + part.length, 0);

/** Names in our lists are written in one way, so no case is folded. */
function headerOf({ headers }: Answer, name: string): string | undefined {
  const at = headers.findIndex((one, index) => index % 2 === 0 && one === name);
  return at < 0 ? undefined : headers[at + 1];
}

/** Caches on the way must not hand the one form to who asked for the other. */
function varying(answer: Answer): Answer {
  const headers = [...answer.headers];
  const at = headers.findIndex((one, index) => index % 2 === 0 && one === 'Vary');
  if (at < 0) headers.push('Vary', 'Accept-Encoding');
  else headers[at + 1] = `${headers[at + 1]}, Accept-Encoding`;
  return { ...answer, headers };
}

/** The best form among those that the client names and does not refuse (RFC 9110, 12.5.3). */
export function codingFor(accepted: string | string[] | undefined): Coding | undefined {
  if (accepted === undefined) return undefined;
  const weights = new Map<string, number>();
  for (const part of String(accepted).toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const weight = parameters.find((one) => one.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const weightOf = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  const [br, gz] = [weightOf('br'), Math.max(weightOf('gzip'), weights.get('x-gzip') ?? 0)];
  if (br > 0 && br >= gz) return 'br';
  return gz > 0 ? 'gzip' : undefined;
}
