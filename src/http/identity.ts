/**
 * Who is calling: a token or account key in a header, else the log-in session's cookie,
 * else nobody. A credential that means nothing is no error; its bearer is nobody.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Actor, anonymous, userIdOf } from '#domain/actor.ts';
import type { Catalogue } from '#actions/catalogue.ts';
import { parseCookies, SESSION_COOKIE } from './cookies.ts';

export type Session = { readonly text: string; readonly csrf: string; readonly mustChangePassword: boolean };

/** `session` is there where the actor is known by it, so that forged requests must be looked out for. */
export type Caller = { readonly actor: Actor; readonly session?: Session };

const NOBODY: Caller = Object.freeze({ actor: anonymous });
const LONGEST_CREDENTIAL = 4096;

/** Who was recognised stands in the log beside what he asked. */
const CALLER = Symbol('caller');
type Noted = IncomingMessage & { [CALLER]?: Actor };

/** Id of the user who made a request, once he is known. */
export function userOf(request: IncomingMessage): string | undefined {
  const actor = (request as Noted)[CALLER];
  return actor === undefined ? undefined : (userIdOf(actor) ?? undefined);
}

type Visitor = { readonly actor: Actor; readonly csrf: string };

const visitors = new WeakMap<IncomingMessage, Visitor>();

/** Remembers who looks at pages, so that a page about an error still knows him. */
export const noteVisitor = (request: IncomingMessage, visitor: Visitor): void => {
  visitors.set(request, visitor);
};

export const visitorOf = (request: IncomingMessage): Visitor | undefined => visitors.get(request);

/** The caller of an API address; `mayUseCookie` is the site's setting. */
export function callerOf(catalogue: Catalogue, request: IncomingMessage, mayUseCookie = true): Caller | Promise<Caller> {
  const { headers } = request;
  const credentials = credentialsOf(headers, catalogue.site.settings.apitoken_header_name.toLowerCase());
  if (credentials.length === 0 && (headers.cookie === undefined || !mayUseCookie)) return NOBODY;
  const [best] = credentials;
  const known = best === undefined ? undefined : catalogue.actorOf(best);
  if (known !== undefined && !(known instanceof Promise)) {
    (request as Noted)[CALLER] = known;
    return { actor: known };
  }
  return identify(catalogue, credentials, mayUseCookie ? headers.cookie : undefined, known).then((caller) => {
    (request as Noted)[CALLER] = caller.actor;
    return caller;
  });
}

/** `first` is the answer for the first credential, on its way. */
async function identify(
  catalogue: Catalogue,
  [, ...others]: readonly string[],
  cookie: string | undefined,
  first: Promise<Actor | undefined> | undefined,
): Promise<Caller> {
  const best = await first;
  if (best !== undefined) return { actor: best };
  for (const credential of others) {
    const actor = await catalogue.actorOf(credential);
    if (actor !== undefined) return { actor };
  }
  const text = cookie === undefined ? undefined : parseCookies(cookie)[SESSION_COOKIE];
  const found = text === undefined || text === '' ? undefined : await catalogue.sessionOf(text);
  if (found === undefined || text === undefined) return NOBODY;
  return { actor: found.actor, session: { text, csrf: found.csrf, mustChangePassword: found.mustChangePassword } };
}

/** All texts that may be credentials, best first: clients send the same one twice, and old ones in odd places. */
function credentialsOf(headers: IncomingHttpHeaders, configured: string): string[] {
  const found: string[] = [];
  add(found, headers[configured]);
  if (configured !== 'authorization') add(found, headers.authorization);
  if (configured !== 'x-ckan-api-key') add(found, headers['x-ckan-api-key']);
  return found;
}

function add(found: string[], value: string | string[] | undefined): void {
  const text = Array.isArray(value) ? value[0] : value;
  if (text === undefined || text === '' || text.length > LONGEST_CREDENTIAL) return;
  const credential = text.slice(0, 7).toLowerCase() === 'bearer ' ? text.slice(7).trim() : text;
  if (credential !== '' && !credential.includes(' ') && !found.includes(credential)) found.push(credential);
}
