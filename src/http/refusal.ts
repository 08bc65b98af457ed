/**
 * Requests that are refused as requests, whatever they ask for: too large, of a type
 * nobody reads, to an address that does not take the method. Answered as HTML, as CKAN does.
 */
import { type Answer, plainPage } from './answer.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'Address Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The name of a status. */
export const titleOf = (status: number): string => TITLES[status] ?? 'Error';

export class Refusal extends Error {
  readonly status: number;
  readonly headers: readonly string[];
  constructor(status: number, detail: string, headers: readonly string[] = []) {
    super(detail);
    this.name = 'Refusal';
    this.status = status;
    this.headers = headers;
  }

  answer(): Answer {
    return plainPage(this.status, titleOf(this.status), this.message, this.headers);
  }
}

export const notFound = (detail = 'There is nothing at this address.'): Refusal => new Refusal(404, detail);

/** `allowed` as the Allow header lists it. */
export const wrongMethod = (allowed: string): Refusal => new Refusal(405, 'This address does not take that method.', ['Allow', allowed]);

export const tooLarge = (detail = 'The request is larger than this address takes.'): Refusal => new Refusal(413, detail);
