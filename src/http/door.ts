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
  /** Id of the user who asked, where he showed who he is. */
  readonly user?: string;
};

/** Something that went wrong on our side; the caller was shown its id. */
export type Fault = { readonly id: string; readonly method: string; readonly path: string; readonly error: unknown };

export type DoorLog = {
  readonly fault: (fault: Fault) => void;
  /** Left out, requests are not timed. */
  readonly request?: (line: RequestLine) => void;
};

export type Door = {
  readonly catalogue: Catalogue;
  readonly log: DoorLog;
  readonly pages?: PageHandler;
  /** Shows a form of our own whose token fits no more; nothing else may be done with it. */
  readonly unprovenForm?: PageHandler;
  readonly takesForm?: TakesForm;
  readonly errorPage?: ErrorPage;
  readonly version: string;
  /** True from the moment that an end was asked for: nobody should begin anything new here. */
  readonly isStopping?: () => boolean;
};
