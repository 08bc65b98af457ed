/**
 * A page as its two sides see it: the door that read the request and will send the
 * answer, and the room that renders. Plain values only; no framework and no stream.
 */
import type { Actor } from './actor.ts';
import type { Upload } from './upload.ts';

/** Values of a query or form: one text, or a list where a name came more than once. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export type PageRequest = {
  readonly method: 'GET' | 'POST';
  /** Decoded path without language prefix and without a slash at its end; `/` for the front page. */
  readonly path: string;
  /** The path and query as they were sent, language prefix included: for `came_from` and canonical links. */
  readonly url: string;
  /** Language named by the prefix of the path, such as `fr`; undefined: the site's own. */
  readonly locale: string | undefined;
  readonly query: Fields;
  /** Form fields of a POST; its CSRF token has been checked and taken out. */
  readonly form: Fields;
  /** Files that came with a form, stored already: a page hands each to an action, which keeps it or throws it away. */
  readonly files: Readonly<Record<string, Upload>>;
  /** Fields whose file was larger than the site takes and is gone. */
  readonly tooLarge?: readonly string[];
  readonly cookies: Readonly<Record<string, string>>;
  readonly actor: Actor;
  /** Where the request comes from, as far as the door can tell. */
  readonly address: string;
  /** To be put into each form as `_csrf_token`, before any file; it fits this visitor alone, logged in or not. */
  readonly csrf: string;
  /** The log-in session's own text, for logging out; undefined without one. */
  readonly session: string | undefined;
  readonly mustChangePassword: boolean;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Shown with errors and written to the log. */
  readonly requestId: string;
};

/** A cookie to set; an undefined value takes it away. Path, HttpOnly, SameSite and Secure are the door's. */
export type PageCookie = { readonly name: string; readonly value: string | undefined; readonly maxAgeSeconds?: number };

export type PageResponse = {
  readonly status?: number;
  /** Default: `text/html; charset=utf-8`. */
  readonly contentType?: string;
  readonly body?: string | Uint8Array;
  /** Answers 302 (or `status`) to this address; a path, or an address that the page vouches for. */
  readonly redirect?: string;
  readonly cookies?: readonly PageCookie[];
  /** A new log-in session to remember, or null to forget the present one. */
  readonly session?: string | null;
  /** Kept by browsers as long as the address says, for assets named by content. */
  readonly immutable?: boolean;
  /** Holds a key in plain text, so that nothing may be made of its bytes on the way, compression first of all. */
  readonly secret?: boolean;
  /** Further headers; those of safety are added by the door and cannot be weakened. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** Undefined means: no such page. */
export type PageHandler = (request: PageRequest) => Promise<PageResponse | undefined>;

/** Whether a form can be sent to the path at all; asked before any of it is read. */
export type TakesForm = (path: string) => boolean;

/** What went wrong, for a page that says so; `detail` is fit to be shown. */
export type PageError = { readonly status: number; readonly title: string; readonly detail: string; readonly requestId: string };

/** Renders an error; GET-only facts, so that it can never fail for want of a form. */
export type ErrorPage = (
  error: PageError,
  request: Pick<PageRequest, 'path' | 'url' | 'locale' | 'actor' | 'csrf'>,
) => Promise<PageResponse>;
