/** What every handler of this room is given: the catalogue, and who renders and who logs. */
import type { ErrorPage, PageHandler, TakesForm } from '#domain/page.ts';
import type { Catalogue } from '#actions/catalogue.ts';

/** One answered request, for the log. The query is left out: it may hold what nobody should read there. */
export type RequestLine = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
};

/** Something that went wrong on our side; the caller was shown the reference. */
export type Fault = { readonly reference: string; readonly method: string; readonly path: string; readonly error: unknown };

export type DoorLog = {
  readonly fault: (fault: Fault) => void;
  /** Left out, requests are not timed. */
  readonly request?: (line: RequestLine) => void;
};

export type Door = {
  readonly catalogue: Catalogue;
  readonly log: DoorLog;
  readonly pages?: PageHandler;
  readonly takesForm?: TakesForm;
  readonly errorPage?: ErrorPage;
  readonly version: string;
};
