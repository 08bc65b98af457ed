/**
 * JSONP: an answer as a call of a function that the asking page names.
 * CKAN takes any text for the name; only a path of identifiers is taken here.
 */
import { BadRequest } from '#domain/errors.ts';
import type { Answer, Body } from './answer.ts';

const CALLBACK = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*){0,8}$/;

/** The function to call, or undefined where none is asked for; throws where the name is none. */
export function callbackIn(fields: Readonly<Record<string, string | readonly string[]>>): string | undefined {
  const given = Object.hasOwn(fields, 'callback') ? fields['callback'] : undefined;
  if (given === undefined) return undefined;
  const name = typeof given === 'string' ? given : (given[0] ?? '');
  if (name.length > 128 || !CALLBACK.test(name)) throw new BadRequest('The callback must be the name of a function');
  return name;
}

/** The same answer as a script, if it is a success. */
export function asCall(callback: string | undefined, answer: Answer): Answer {
  if (callback === undefined || answer.status !== 200) return answer;
  const headers = answer.headers.map((value, index) =>
    answer.headers[index - 1] === 'Content-Type' ? 'application/javascript;charset=utf-8' : value,
  );
  return { status: 200, headers, body: called(callback, answer.body) };
}

function called(callback: string, body: Body): Body {
  if (Array.isArray(body)) return [Buffer.from(`${callback}(`), ...(body as readonly Buffer[]), Buffer.from(');')];
  return `${callback}(${String(body ?? 'null')});`;
}
