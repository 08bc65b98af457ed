/**
 * An address and who answers it. Handlers turn an exchange into an answer and know
 * nothing of the server that carries both.
 */
import type { IncomingMessage } from 'node:http';
import type { Answer } from './answer.ts';
import { isLocale } from './locales.ts';

/** A request's address, taken apart but not decoded. */
export type Address = {
  /** As it was sent. */
  readonly url: string;
  readonly locale: string | undefined;
  /** Without the locale, without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
};

export type Exchange = {
  readonly request: IncomingMessage;
  readonly address: Address;
  /** Decoded values of the names in the route's path. */
  readonly params: Readonly<Record<string, string>>;
  readonly requestId: string;
};

export type Handler = (exchange: Exchange) => Answer | Promise<Answer>;

export type Route = {
  /** With names such as `:id`, or `*` at the end for anything. */
  readonly path: string;
  /** HEAD goes with GET; any other method is refused with 405. `any`: the handler sees to it. */
  readonly methods: readonly ('GET' | 'POST')[] | 'any';
  readonly handler: Handler;
};

export function addressOf(url: string): Address {
  const mark = url.indexOf('?');
  const whole = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const end = whole.indexOf('/', 1);
  const first = whole.slice(1, end < 0 ? undefined : end);
  if (!isLocale(first)) return { url, locale: undefined, path: whole, query };
  return { url, locale: first, path: end < 0 ? '/' : whole.slice(end), query };
}
