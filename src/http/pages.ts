/**
 * The way to the pages: reads query, form, cookies and session for the room that renders,
 * refuses forged forms, and sends what comes back. Knows no page.
 */
import type { IncomingMessage } from 'node:http';
import type { Actor } from '#domain/actor.ts';
import { ValidationError } from '#domain/errors.ts';
import type { Fields, PageCookie, PageRequest } from '#domain/page.ts';
import type { Upload } from '#domain/upload.ts';
import { maxBytesOf } from './action-input.ts';
import { type ClientAddress, makeClientAddress } from './client-address.ts';
import { hasBody, mediaTypeOf, readBody, refuseCompressed } from './body.ts';
import { parseCookies } from './cookies.ts';
import { CSRF_FIELD, masked, newToken, proveForm, VISITOR_COOKIE } from './csrf.ts';
import type { Door } from './door.ts';
import { type Pair, parsePairs, toFields } from './form.ts';
import { callerOf, noteVisitor, type Session } from './identity.ts';
import { type FileRules, readMultipart } from './multipart.ts';
import { oldAddress } from './old-addresses.ts';
import { answerOfPage } from './page-answer.ts';
import { notFound, Refusal, wrongMethod } from './refusal.ts';
import type { Exchange, Handler } from './route.ts';

const MOST_FORM_BYTES = 4 * 1024 * 1024;

type Form = {
  readonly fields: Fields;
  readonly files: Record<string, Upload>;
  readonly tooLarge: readonly string[];
  /** False for a form of ours whose token fits no more; its files were not read. */
  readonly proven: boolean;
};

const NO_FORM: Form = { fields: {}, files: {}, tooLarge: [], proven: true };

/** Answers everything that no other route does. */
export function makePages(door: Door): Handler {
  const addressOf = makeClientAddress(door.catalogue.site.settings['kokanee.trusted_proxies']);
  return async (exchange) => {
    const { request, address } = exchange;
    const { method } = request;
    const path = pathOf(address.path);
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') throw wrongMethod('GET, HEAD');
    if (method === 'POST' && !(door.takesForm?.(path) ?? door.pages !== undefined)) throw wrongMethod('GET, HEAD');
    const caller = await callerOf(door.catalogue, request);
    const old = method === 'POST' ? undefined : await oldAddress(door, exchange, path, caller.actor);
    if (old !== undefined) return old;
    const cookies = parseCookies(request.headers.cookie);
    const visitor = visitorOf(cookies, caller.session);
    if (caller.session !== undefined) noteVisitor(request, { actor: caller.actor, csrf: masked(caller.session.csrf) });
    // A forged form carries cookies, never a token in a header.
    const byCookie = caller.session !== undefined || caller.actor.kind === 'anonymous';
    const expected = byCookie ? visitor.known() : undefined;
    const form =
      method === 'POST'
        ? await readForm(door, request, (shown) => !byCookie || proveForm(request, expected, shown, door.unprovenForm !== undefined))
        : NO_FORM;
    const asked = pageRequest(exchange, { path, cookies, caller, form, csrf: visitor.token, addressOf });
    const render = form.proven ? door.pages : door.unprovenForm;
    const page = render === undefined ? undefined : await render(asked);
    if (page === undefined) throw method === 'POST' ? wrongMethod('GET, HEAD') : notFound();
    return answerOfPage(page, door, visitor.cookies(), caller.session !== undefined);
  };
}

type Visitor = { readonly token: () => string; readonly known: () => string | undefined; readonly cookies: () => PageCookie[] };

/** The token of a session, or of a visitor's own cookie, which is set once a page asks for the token. */
function visitorOf(cookies: Readonly<Record<string, string>>, session: Session | undefined): Visitor {
  const kept = session?.csrf ?? cookies[VISITOR_COOKIE];
  let made: string | undefined;
  return {
    known: () => kept,
    token: () => (made = kept ?? made ?? newToken()),
    cookies: () => (made === undefined || kept !== undefined ? [] : [{ name: VISITOR_COOKIE, value: made }]),
  };
}

type Parts = {
  readonly path: string;
  readonly cookies: Readonly<Record<string, string>>;
  readonly caller: { readonly actor: Actor; readonly session?: Session };
  readonly form: Form;
  readonly csrf: () => string;
  readonly addressOf: ClientAddress;
};

function pageRequest({ request, address, requestId }: Exchange, { path, cookies, caller, form, csrf, addressOf }: Parts): PageRequest {
  return {
    method: request.method === 'POST' ? 'POST' : 'GET',
    path,
    url: address.url,
    locale: address.locale,
    query: toFields(parsePairs(address.query)),
    form: form.fields,
    files: form.files,
    tooLarge: form.tooLarge,
    cookies,
    actor: caller.actor,
    address: addressOf(request),
    get csrf() {
      return masked(csrf());
    },
    session: caller.session?.text,
    mustChangePassword: caller.session?.mustChangePassword ?? false,
    headers: request.headers as Readonly<Record<string, string | undefined>>,
    requestId,
  };
}

/** Decoded, without a slash at its end. */
function pathOf(path: string): string {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.length > 1 && decoded.endsWith('/') ? decoded.slice(0, -1) : decoded;
  } catch {
    throw notFound();
  }
}

async function readForm(door: Door, request: IncomingMessage, isProven: (shown: unknown) => boolean): Promise<Form> {
  const tokenIn = (pairs: readonly Pair[]): string | undefined => pairs.find(([name]) => name === CSRF_FIELD)?.[1];
  let proven = true;
  // A token behind a file comes too late for it: such a form stays unproven.
  const check = (pairs: readonly Pair[]): boolean => (proven = isProven(tokenIn(pairs)) && proven);
  const { pairs, ...files } = await readPairs(door, request, check);
  check(pairs);
  return { fields: toFields(pairs.filter(([name]) => name !== CSRF_FIELD)), ...files, proven };
}

async function readPairs(
  door: Door,
  request: IncomingMessage,
  isProven: (before: readonly Pair[]) => boolean,
): Promise<{ pairs: readonly Pair[] } & Pick<Form, 'files' | 'tooLarge'>> {
  if (!hasBody(request)) return { pairs: [], files: {}, tooLarge: [] };
  refuseCompressed(request);
  switch (mediaTypeOf(request)) {
    case 'application/x-www-form-urlencoded':
      return { pairs: parsePairs((await readBody(request, MOST_FORM_BYTES)).toString('utf8')), files: {}, tooLarge: [] };
    case 'multipart/form-data': {
      const { files, ...rest } = await readMultipart(request, door.catalogue.files, fileRules(door, isProven)).catch(tooLargeForForm);
      return { ...rest, files: Object.fromEntries(files) };
    }
    default:
      throw new Refusal(415, 'A page reads forms only.');
  }
}

/** The browser still has what was typed, so that is where to go. */
function tooLargeForForm(error: unknown): never {
  if (!(error instanceof ValidationError)) throw error;
  throw new Refusal(
    413,
    'The file is larger than this site takes, so the form was not read and nothing is saved. Go back: what you typed still stands in your browser. Choose a smaller file there.',
  );
}

/** The fields in which pages send files. */
const FILE_FIELDS: ReadonlySet<string> = new Set(['upload', 'image_upload', 'logo_upload']);

function fileRules({ catalogue }: Door, isProven: (before: readonly Pair[]) => boolean): FileRules {
  const { settings } = catalogue.site;
  const enabled = settings['ckan.uploads_enabled'];
  const bytes = Math.max(...[...FILE_FIELDS].map((field) => maxBytesOf(field, settings)));
  return {
    most: { bytes: enabled ? bytes : 0, field: enabled ? 'upload' : undefined },
    fieldBytes: MOST_FORM_BYTES,
    passesOver: true,
    // Nothing is written for a form that has not shown its token before its file.
    maxBytesOf: (field, before) => (enabled && FILE_FIELDS.has(field) && isProven(before) ? maxBytesOf(field, settings) : undefined),
  };
}
