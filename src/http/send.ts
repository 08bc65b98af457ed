/**
 * Puts an answer on the wire: one write for what fits in memory, chunks with back pressure
 * for what does not. Also deals with the body of a request that was refused before it was read.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './answer.ts';
import { hasBody } from './body.ts';
import { encodedFor } from './encoding.ts';

/** Up to this size, copying the parts together is cheaper than handing them over one by one. */
const COPIED = 32 * 1024;
/** Larger answers go out in groups of parts: one system call for many, and never much more in flight than this. */
const GROUP = 1024 * 1024;
/** How long a client may go on sending what nobody reads, so that it gets to see the refusal. */
const LINGER_MS = 5000;

export async function send(request: IncomingMessage, response: ServerResponse, plain: Answer, requestId: string): Promise<void> {
  const encoded = encodedFor(request, plain);
  const answer = encoded instanceof Promise ? await encoded : encoded;
  const { status, body } = answer;
  const headers = [...answer.headers, 'X-Request-Id', requestId];
  if (!request.complete && hasBody(request)) limitTheRest(request, response);
  if (body instanceof Readable) return sendStream(request, response, status, headers, body);
  if (Array.isArray(body)) return sendParts(request, response, status, headers, body as readonly Buffer[]);
  if (body === null || status === 304) return void response.writeHead(status, headers).end();
  const whole = (body ?? '') as string | Buffer;
  headers.push('Content-Length', String(typeof whole === 'string' ? Buffer.byteLength(whole) : whole.length));
  response.writeHead(status, headers);
  if (request.method === 'HEAD') response.end();
  else response.end(whole);
}

async function sendParts(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: string[],
  parts: readonly Buffer[],
): Promise<void> {
  let total = 0;
  for (const part of parts) total += part.length;
  headers.push('Content-Length', String(total));
  response.writeHead(status, headers);
  if (request.method === 'HEAD') response.end();
  else if (total <= COPIED) response.end(joined(parts, total));
  else await sendGroups(response, parts);
}

/** Answers on their way share a block of memory: one allocation for many, freed once all of them are sent. */
const BLOCK = 1024 * 1024;
let block = Buffer.allocUnsafeSlow(BLOCK);
let used = 0;

function joined(parts: readonly Buffer[], total: number): Buffer {
  if (used + total > BLOCK) {
    block = Buffer.allocUnsafeSlow(BLOCK);
    used = 0;
  }
  const start = used;
  for (const part of parts) used += part.copy(block, used);
  return block.subarray(start, used);
}

async function sendGroups(response: ServerResponse, parts: readonly Buffer[]): Promise<void> {
  let size = 0;
  response.cork();
  for (const part of parts) {
    response.write(part);
    size += part.length;
    if (size < GROUP) continue;
    size = 0;
    response.uncork();
    if (response.writableNeedDrain) await drained(response);
    if (response.destroyed) return;
    response.cork();
  }
  response.uncork();
  response.end();
}

/** Until the reader has taken what was written, or has left. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

async function sendStream(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: string[],
  body: Readable,
): Promise<void> {
  response.writeHead(status, headers);
  if (request.method === 'HEAD') {
    body.destroy();
    response.end();
  } else await pipeline(body, response).catch(() => response.destroy());
}

function limitTheRest(request: IncomingMessage, response: ServerResponse): void {
  response.on('finish', () => {
    if (request.complete) return;
    request.resume();
    const timer = setTimeout(() => request.destroy(), LINGER_MS).unref();
    request.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
  });
}
