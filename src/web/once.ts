/**
 * A form that makes something is obeyed once. It carries a number of its own; whoever sends the very same
 * form again, by a second press or after going back, is answered as the first time. What was changed
 * before it was sent again is another form.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { PageRequest, PageResponse } from '#domain/page.ts';
import { textOf } from './data/fields.ts';

export const ONCE_FIELD = '_once';

const KEPT_MS = 10 * 60_000;
const MOST = 500;

export const newNumber = (): string => randomBytes(12).toString('base64url');

/** Runs the page, or gives the answer that it gave before. */
export type Once = (request: PageRequest, run: () => Promise<PageResponse>) => Promise<PageResponse>;

type Answered = { readonly at: number; readonly answer: Promise<PageResponse | undefined> };

/** `dismiss`: what becomes of files that came a second time. */
export function makeOnce(dismiss: (request: PageRequest) => void): Once {
  const answered = new Map<string, Answered>();
  return async (request, run) => {
    const key = keyOf(request);
    if (key === undefined) return run();
    forgetOld(answered);
    for (let first = answered.get(key); first !== undefined; first = answered.get(key)) {
      const answer = await first.answer;
      if (answer === undefined) continue;
      dismiss(request);
      return answer;
    }
    const running = run();
    const forget = (): undefined => {
      answered.delete(key);
    };
    answered.set(key, { at: Date.now(), answer: running.then((answer) => (hasMade(answer) ? answer : forget()), forget) });
    return running;
  };
}

/** A form that is shown again, or was refused, has made nothing. */
const hasMade = ({ redirect, status }: PageResponse): boolean => redirect !== undefined || status === 201;

function keyOf({ method, form, files, session, actor, headers, url }: PageRequest): string | undefined {
  const number = textOf(form, ONCE_FIELD);
  if (method !== 'POST' || number === '') return undefined;
  const who = session ?? (actor.kind === 'user' ? actor.id : (headers.cookie ?? ''));
  const sent = Object.entries(files).map(([name, { fileName, file }]) => [name, fileName, file.sha256]);
  return createHash('sha256')
    .update(JSON.stringify([number, who, url, form, sent]))
    .digest('base64');
}

/** The oldest stand first. */
function forgetOld(answered: Map<string, Answered>): void {
  for (const [key, { at }] of answered) {
    if (answered.size < MOST && at > Date.now() - KEPT_MS) return;
    answered.delete(key);
  }
}
