/** What a page is: a function from a visit to what is shown, or to a plain answer such as a redirect. */
import type { ComponentChildren } from 'preact';
import type { AnyAction, Input } from '#actions/action.ts';
import type { Catalogue } from '#actions/catalogue.ts';
import type { PageRequest, PageResponse } from '#domain/page.ts';
import type { Fills, Slot } from './slot.ts';

/** A request on its way through the room, with the catalogue seen through the visitor's eyes. */
export type Visit = {
  readonly request: PageRequest;
  readonly catalogue: Catalogue;
  /** Parts of the path that the pattern named. */
  readonly params: Readonly<Record<string, string>>;
  /** Runs an action as the visitor and gives the value behind its bytes. The shape is the caller's word for it. */
  readonly ask: <Result>(action: AnyAction, input: Input) => Promise<Result>;
  /** Whether the visitor would be allowed to: decides about buttons, never about safety. */
  readonly may: (action: AnyAction, input: Input) => Promise<boolean>;
  readonly slot: <Props>(slot: Slot<Props>, props: Props) => ComponentChildren;
};

/** A step of the way from home to a page; the last one has no link. */
export type Crumb = { readonly title: string; readonly href?: string };

export type Shown = {
  /** Of the window, before the site's name; unique for each page. */
  readonly title: string;
  readonly body: ComponentChildren;
  readonly crumbs?: readonly Crumb[];
  readonly status?: number;
  /** One or two sentences of plain text for search engines. */
  readonly description?: string;
  /** Path under which search engines should know the page. */
  readonly canonical?: string;
  readonly noindex?: boolean;
  /** More elements for the head, such as links to other forms of the same record. */
  readonly head?: ComponentChildren;
  /** Data for machines, as schema.org's JSON-LD. */
  readonly jsonLd?: unknown;
  /** The page brings its own search box, so the header leaves its out. */
  readonly ownSearch?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly session?: PageResponse['session'];
  /** The page shows a key in plain text. */
  readonly secret?: boolean;
  /** Whom the page is shown to, where that is not the one who asked: he has just logged in. */
  readonly as?: PageRequest;
};

export type Page = (visit: Visit) => Promise<Shown | PageResponse> | Shown | PageResponse;

/** A line of the table of contents. `:name` in the path matches one part and becomes a parameter. */
export type Route = { readonly methods: readonly ('GET' | 'POST')[]; readonly path: string; readonly page: Page };

export const get = (path: string, page: Page): Route => ({ methods: ['GET'], path, page });
export const post = (path: string, page: Page): Route => ({ methods: ['POST'], path, page });
export const both = (path: string, page: Page): Route => ({ methods: ['GET', 'POST'], path, page });

/** What extensions bring: pages of their own, and pieces for the slots of others. */
export type WebExtension = { readonly routes?: readonly Route[]; readonly fills?: Fills };
