/**
 * From a request to bytes sent: asks for the answer, turns what was thrown into one, sends
 * it, tells the log. Whatever happens, it happens here and is thrown no further.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { Gone, hasBody } from './body.ts';
import type { Door } from './door.ts';
import { makeErrorAnswer } from './error-answer.ts';
import { userOf } from './identity.ts';
import type { Address } from './route.ts';
import { send } from './send.ts';

export type AnswerMaker = (requestId: string) => Answer | Promise<Answer>;

export type Serve = (request: IncomingMessage, response: ServerResponse, address: Address, makeAnswer: AnswerMaker) => Promise<void>;

/** A caller, or the proxy before us, may bring the id by which he finds the request again. */
const FIT_ID = /^[\w.:@/+=-]{1,128}$/;

export function makeServe(door: Door): Serve {
  const errorAnswer = makeErrorAnswer(door);
  const { log } = door;
  const boot = Date.now().toString(36);
  let count = 0;
  return async (request, response, address, makeAnswer) => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && FIT_ID.test(given) ? given : `${boot}-${(++count).toString(36)}`;
    if (log.request !== undefined) logWhenDone(log.request, request, response, address, requestId);
    try {
      let answer: Answer;
      try {
        answer = await makeAnswer(requestId);
      } catch (error) {
        if (error instanceof Gone) return void response.destroy();
        answer = await errorAnswer(error, request, address, requestId);
      }
      // A body that nobody reads is waited for; only then does such a connection end, lest the client miss the answer.
      if (door.isStopping?.() === true && (request.complete || !hasBody(request))) response.shouldKeepAlive = false;
      await send(request, response, answer, requestId);
    } catch (error) {
      log.fault({ id: requestId, method: request.method ?? '', path: address.path, error });
      response.destroy();
    }
  };
}

function logWhenDone(
  log: NonNullable<Door['log']['request']>,
  request: IncomingMessage,
  response: ServerResponse,
  { path }: Address,
  id: string,
): void {
  const start = performance.now();
  response.once('close', () => {
    const user = userOf(request);
    const milliseconds = Math.round((performance.now() - start) * 10) / 10;
    log({ id, method: request.method ?? '', path, status: response.statusCode, milliseconds, ...(user !== undefined && { user }) });
  });
}
