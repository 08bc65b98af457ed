/**
 * The action endpoint: one action, called by name over HTTP. The only code that knows which
 * methods an action takes, and what becomes of it as an answer. Kept short: most requests come here.
 */
import type { IncomingMessage } from 'node:http';
import type { Actor } from '#domain/actor.ts';
import { BadRequest, CatalogueError, Unavailable } from '#domain/errors.ts';
import type { AnyAction } from '#actions/action.ts';
import { inputOf, type Parameters } from './action-input.ts';
import { type Answer, plainPage } from './answer.ts';
import { crossOriginHeaders } from './cross-origin.ts';
import { assertNotForged, CSRF_FIELD } from './csrf.ts';
import type { Door } from './door.ts';
import { failure, type Opening, openingFor, success } from './envelope.ts';
import { parsePairs, toFields } from './form.ts';
import { type Caller, callerOf } from './identity.ts';
import { asCall, callbackIn } from './jsonp.ts';
import { wrongMethod } from './refusal.ts';

/** Answers one call; throws what is no business of the envelope: refusals and faults. */
export type ActionApi = (request: IncomingMessage, name: string, query: string, locale?: string) => Promise<Answer>;

const METHODS = 'GET, HEAD, OPTIONS, POST';
const CALLED_BY_CALLBACK: Actor = Object.freeze({ kind: 'anonymous', because: 'callback' });

export function makeActionApi(door: Door): ActionApi {
  const { catalogue } = door;
  const openings = makeOpenings(door);
  const headersFor = makeJsonHeaders(door);

  const perform = async (request: IncomingMessage, action: AnyAction, query: string, caller: Caller): Promise<unknown> => {
    const forged = (shown: unknown): void => {
      if (caller.session !== undefined && request.method === 'POST') assertNotForged(request, caller.session.csrf, shown);
    };
    const beforeFile = (fields: readonly (readonly [string, string])[]): void =>
      forged(fields.find(([field]) => field === CSRF_FIELD)?.[1]);
    const given = inputOf(request, { action, query, files: catalogue.files, settings: catalogue.site.settings, beforeFile });
    const input = given instanceof Promise ? await given : given;
    // The first one, as before the files: a request that had them stored must not be refused for a second.
    forged([input[CSRF_FIELD]].flat()[0]);
    return await catalogue.execute(action, input, settle(input, caller));
  };

  return async (request, name, query, locale) => {
    const { method } = request;
    if (method === 'OPTIONS') return plainOptions(METHODS, headersFor(request));
    if (method !== 'GET' && method !== 'POST' && method !== 'HEAD') throw wrongMethod(METHODS);
    try {
      const action = catalogue.site.actions.get(name);
      if (action === undefined) throw new BadRequest(`Action name not known: ${name}`);
      if (action.effect === 'write' && method !== 'POST')
        throw new BadRequest('JSON Error: Invalid request. Please use POST method for your request');
      const callback = method === 'GET' && query.includes('callback') ? callbackIn(toFields(parsePairs(query))) : undefined;
      const found = callerOf(catalogue, request, catalogue.site.settings['ckan.auth.enable_cookie_auth_in_api']);
      const caller = found instanceof Promise ? await found : found;
      const result = await perform(request, action, query, caller);
      return asCall(callback, { status: 200, headers: headersFor(request, caller), body: success(openings.of(name, locale), result) });
    } catch (error) {
      const answer = refusalAnswer(error, openings.help(name, locale), headersFor(request));
      if (answer === undefined) throw error;
      return answer;
    }
  };
}

/** Takes out what is for the door alone, and says who acts. A session whose password must be changed first is nobody. */
function settle(input: Parameters, caller: Caller): Actor {
  delete input[CSRF_FIELD];
  if (Object.hasOwn(input, 'callback')) {
    // CKAN: a callback anywhere makes the caller anonymous, so that no other page reads what only he may.
    delete input['callback'];
    return CALLED_BY_CALLBACK;
  }
  return caller.session?.mustChangePassword === true ? { kind: 'anonymous' } : caller.actor;
}

function refusalAnswer(error: unknown, help: string, headers: readonly string[]): Answer | undefined {
  if (!(error instanceof CatalogueError)) return undefined;
  if (error instanceof BadRequest) return { status: 400, headers, body: JSON.stringify(`Bad request - ${error.message}`) };
  const refused = failure(help, error);
  if (refused === undefined) return undefined;
  const retry = error instanceof Unavailable ? ['Retry-After', String(error.retryAfter)] : [];
  return { status: refused.status, headers: [...headers, ...retry], body: refused.body };
}

/** An empty answer that says which methods an address takes. */
export function plainOptions(allowed: string, headers: readonly string[] = []): Answer {
  const crossing = headers.flatMap((value, index) =>
    index % 2 === 0 && value.startsWith('Access-Control') ? [value, headers[index + 1] ?? ''] : [],
  );
  return { status: 200, headers: [...plainPage(200, '', '').headers, 'Allow', allowed, ...crossing], body: undefined };
}

/** The headers of JSON answers: the same list each time where nobody asks from another origin. */
export function makeJsonHeaders({ catalogue }: Door): (request: IncomingMessage, caller?: Caller) => string[] {
  const { settings } = catalogue.site;
  const age = settings['ckan.cache_expires'];
  // With a lifetime of its own an answer must be told apart by all that identifies its reader.
  const vary = age > 0 ? `Cookie, Authorization, X-CKAN-API-Key, ${settings.apitoken_header_name}` : 'Cookie';
  const base = (cache: string): string[] => [
    'Content-Type',
    'application/json;charset=utf-8',
    'Cache-Control',
    cache,
    'X-Content-Type-Options',
    'nosniff',
  ];
  const everybody = base(`public, max-age=${age}, must-revalidate`);
  const oneself = age > 0 ? base('private, max-age=0, must-revalidate') : everybody;
  const plain = { everybody: [...everybody, 'Vary', vary], oneself: [...oneself, 'Vary', vary] };
  return (request, caller) => {
    const whose = caller === undefined || caller.actor.kind === 'anonymous' ? 'everybody' : 'oneself';
    if (request.headers.origin === undefined) return plain[whose];
    return [...(whose === 'everybody' ? everybody : oneself), ...crossOriginHeaders(settings, request, vary)];
  };
}

/** Where the help of an action is read. */
export const helpFor = ({ catalogue }: Pick<Door, 'catalogue'>, name: string, locale: string | undefined): string =>
  `${catalogue.site.url}${locale === undefined ? '' : `/${locale}`}/api/3/action/help_show?name=${encodeURIComponent(name)}`;

/** The `help` address and the opening bytes of each action, made once per address of the site. */
function makeOpenings({ catalogue }: Pick<Door, 'catalogue'>): {
  help: (name: string, locale: string | undefined) => string;
  of: (name: string, locale: string | undefined) => Opening;
} {
  let madeFor = '';
  const made = new Map<string, Opening>();
  const help = (name: string, locale: string | undefined): string => helpFor({ catalogue }, name, locale);
  const of = (name: string, locale: string | undefined): Opening => {
    if (locale !== undefined) return openingFor(help(name, locale));
    if (madeFor !== catalogue.site.url) {
      made.clear();
      madeFor = catalogue.site.url;
    }
    const opening = made.get(name) ?? openingFor(help(name, locale));
    made.set(name, opening);
    return opening;
  };
  return { help, of };
}
