/**
 * What goes back for a request, as a plain value: status, headers and bytes. `send.ts`
 * puts it on the wire; nothing else writes to a socket.
 */
import type { Readable } from 'node:stream';

/** Null: none is sent, but its length is among the headers. */
export type Body = string | Buffer | readonly Buffer[] | Readable | null | undefined;

export type Answer = {
  readonly status: number;
  /** Names and values in turn, as Node takes them; length, date and request id are added when sent. */
  readonly headers: readonly string[];
  readonly body: Body;
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in HTML or XML. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** A page of one sentence: for machines, and for people while no page room is there. */
export function plainPage(status: number, title: string, detail: string, headers: readonly string[] = []): Answer {
  const body = `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>${status} ${escapeMarkup(title)}</title>\n<h1>${escapeMarkup(title)}</h1>\n<p>${escapeMarkup(detail)}</p></html>\n`;
  return {
    status,
    headers: ['Content-Type', 'text/html; charset=utf-8', 'Cache-Control', 'private', 'X-Content-Type-Options', 'nosniff', ...headers],
    body,
  };
}

/** An address that must not be altered by what it holds: everything outside plain ASCII is percent-encoded. */
export const safeLocation = (address: string): string =>
  address.toWellFormed().replace(/[^!#$%&'()*+,./0-9:;=?@A-Z[\]_a-z~-]/gu, (character) => encodeURIComponent(character));

/** Sends the reader elsewhere. */
export function redirectTo(location: string, status: 301 | 302 | 303 | 308 = 302): Answer {
  const safe = safeLocation(location);
  return plainPage(status, 'Moved', safe, ['Location', safe]);
}
