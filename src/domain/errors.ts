/**
 * What can go wrong in the catalogue, one class per cause. One table maps a class to a
 * status and to CKAN's `__type` (`actions/refusal.ts`).
 */

/** Messages of one field: a list, a bare text (some of CKAN's are), or one entry per item of a list. */
export type FieldErrors = string | string[] | FieldErrors[] | { [field: string]: FieldErrors };

/** Errors keyed by the name of the field, as they go on the wire. */
export type ErrorDict = { [field: string]: FieldErrors };

/** The base of every refusal a caller can mend; anything else is a fault of ours. */
export abstract class CatalogueError extends Error {
  constructor(message = '') {
    super(message);
    this.name = new.target.name;
  }
}

/** No such thing, or none that may be told of. `message` is the detail after `Not found: `. */
export class NotFound extends CatalogueError {}

/** The actor may not. `message` is the detail after `Access denied: `. */
export class NotAuthorized extends CatalogueError {}

/** Input that breaks the rules of its fields, all of them collected. */
export class ValidationError extends CatalogueError {
  readonly errors: ErrorDict;
  constructor(errors: ErrorDict) {
    super('the input breaks the rules of its fields');
    this.errors = errors;
  }
}

/** Input of the wrong structure, such as text where a list of objects belongs. `data` is echoed to the caller. */
export class IntegrityError extends CatalogueError {
  readonly data: unknown;
  constructor(message: string, data: unknown) {
    super(message);
    this.data = data;
  }
}

/** A search request with an unknown parameter, a bad sort or a forbidden local parameter. */
export class SearchQueryError extends CatalogueError {}

/** A query text the search grammar refuses. */
export class SearchError extends CatalogueError {}

/** A request that could not be read at all: answered 400 with the bare text. */
export class BadRequest extends CatalogueError {}

/** The store or the index is away for a moment: 503 with Retry-After, in seconds. */
export class Unavailable extends CatalogueError {
  readonly retryAfter: number;
  constructor(message: string, retryAfter = 2) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** Too many passwords were tried: 429 with Retry-After, in seconds. */
export class TooManyTries extends Unavailable {
  constructor(retryAfter: number) {
    const [amount, unit] = retryAfter <= 90 ? [retryAfter, 'second'] : [Math.ceil(retryAfter / 60), 'minute'];
    super(`Too many attempts to log in. Try again in ${amount} ${unit}${amount === 1 ? '' : 's'}.`, retryAfter);
  }
}
