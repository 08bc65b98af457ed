/**
 * Reading a request's body whole, within a limit. A body that is refused is left unread;
 * `send.ts` sees to the rest of it.
 */
import type { IncomingMessage } from 'node:http';
import { Refusal, tooLarge } from './refusal.ts';

const invitations = new WeakMap<IncomingMessage, () => void>();

/** Remembers how to tell a client that waits with its body to go on. */
export const onInvite = (request: IncomingMessage, invite: () => void): void => {
  invitations.set(request, invite);
};

/** Asks for the body; until then a client that sent `Expect: 100-continue` holds it back. */
export const invite = (request: IncomingMessage): void => invitations.get(request)?.();

/** The client went away in the middle; nobody is left to answer. */
export class Gone extends Error {}

export const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined ||
  (request.headers['content-length'] !== undefined && request.headers['content-length'] !== '0');

/** What the client says its body measures; 0 where it does not say. */
export const announcedBytes = (request: IncomingMessage): number => Number(request.headers['content-length'] ?? 0);

/** A compressed body could be any size once unpacked. */
export function refuseCompressed(request: IncomingMessage): void {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity' && encoding.trim() !== '')
    throw new Refusal(415, 'Compressed bodies are not read here.');
}

/** The media type without its parameters, in lower case. */
export const mediaTypeOf = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (announcedBytes(request) > maxBytes) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (): void => {
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else {
        settle();
        reject(tooLarge());
      }
    };
    const onEnd = (): void => {
      settle();
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size));
    };
    const onGone = (): void => {
      settle();
      reject(new Gone('the client went away'));
    };
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
    invite(request);
  });
}
