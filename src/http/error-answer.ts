/**
 * The answer to whatever a handler threw: refusals as they are, the catalogue's errors by
 * their status, faults of ours as 500 with a reference and nothing else. Pages render it if they can.
 */
import type { IncomingMessage } from 'node:http';
import { anonymous } from '#domain/actor.ts';
import { BadRequest, NotAuthorized, NotFound, Unavailable, ValidationError } from '#domain/errors.ts';
import type { PageError } from '#domain/page.ts';
import { helpFor } from './action-api.ts';
import { type Answer, plainPage } from './answer.ts';
import type { Door } from './door.ts';
import { visitorOf } from './identity.ts';
import { faultBody, statusOf } from './envelope.ts';
import { answerOfPage } from './page-answer.ts';
import { Refusal, titleOf } from './refusal.ts';
import type { Address } from './route.ts';

export type ErrorAnswer = (error: unknown, request: IncomingMessage, address: Address, requestId: string) => Promise<Answer>;

export function makeErrorAnswer(door: Door): ErrorAnswer {
  return async (error, request, address, requestId) => {
    const status = error instanceof Refusal ? error.status : (statusOf(error) ?? 500);
    const { path } = address;
    if (status === 500) door.log.fault({ id: requestId, method: request.method ?? '', path, error });
    const call = /^\/api\/(?:3\/)?action\/([^/]+)$/.exec(path);
    if (status === 500 && call !== null) return faultOfAction(door, call[1] ?? '', requestId);
    const headers = [
      ...(error instanceof Refusal ? error.headers : []),
      ...(error instanceof Unavailable ? ['Retry-After', String(error.retryAfter)] : []),
    ];
    const shown: PageError = { status, title: titleOf(status), detail: detailOf(error, requestId), requestId };
    const page = path.startsWith('/api/') ? undefined : await rendered(door, shown, request, address, requestId);
    if (page === undefined) return plainPage(status, shown.title, shown.detail, headers);
    return { ...page, status, headers: [...page.headers, ...headers] };
  };
}

function faultOfAction(door: Door, name: string, requestId: string): Answer {
  const headers = ['Content-Type', 'application/json;charset=utf-8', 'Cache-Control', 'no-store', 'X-Content-Type-Options', 'nosniff'];
  return { status: 500, headers, body: faultBody(helpFor(door, name, undefined), requestId) };
}

/** Only what the reader may know: never the message of a fault. */
function detailOf(error: unknown, requestId: string): string {
  if (error instanceof Refusal || error instanceof BadRequest || error instanceof Unavailable) return error.message;
  if (error instanceof NotFound) return 'There is nothing at this address.';
  if (error instanceof NotAuthorized) return 'You may not see this page.';
  if (error instanceof ValidationError) return 'The request holds values that are not valid.';
  return statusOf(error) === undefined ? `Something went wrong on our side. Reference: ${requestId}` : (error as Error).message;
}

/** An error page must never be the cause of another error. */
async function rendered(
  door: Door,
  shown: PageError,
  asked: IncomingMessage,
  address: Address,
  requestId: string,
): Promise<Answer | undefined> {
  if (door.errorPage === undefined) return undefined;
  try {
    const visitor = visitorOf(asked);
    const request = { path: address.path, url: address.url, locale: address.locale, actor: anonymous, csrf: '', ...visitor };
    return answerOfPage(await door.errorPage(shown, request), door, [], visitor !== undefined);
  } catch (error) {
    door.log.fault({ id: requestId, method: 'GET', path: address.path, error });
    return undefined;
  }
}
