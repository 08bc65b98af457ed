/** A form whose session ended while it was being filled in: what was typed, carried along until it can be saved. */
import type { Fields, PageRequest } from '#domain/page.ts';
import { localPath } from '../text/addresses.ts';
import { textOf } from './fields.ts';

export type KeptForm = {
  /** Where it was going, on this site. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Files are not kept without a session. */
  readonly withFiles: boolean;
};

export const KEPT_FIELD = 'kept_form';

/** The field in which a form says for whom it was made. */
export const FOR_FIELD = '_for';

/** Never carried through a page. */
const SECRET = /password/i;

/** Belongs to the page that the form stood on; the page that carries it on has its own. */
const OF_THE_PAGE: ReadonlySet<string> = new Set([FOR_FIELD, '_once']);

export const holdsSecrets = (form: Fields): boolean => Object.keys(form).some((name) => SECRET.test(name));

export function keptFormOf({ url, form, headers }: PageRequest): KeptForm {
  const fields = Object.entries(form).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const),
  );
  return {
    action: localPath(url, '/'),
    fields: fields.filter(([name]) => !SECRET.test(name) && !OF_THE_PAGE.has(name)),
    withFiles: (headers['content-type'] ?? '').startsWith('multipart/'),
  };
}

export const writeKept = (kept: KeptForm): string => JSON.stringify(kept);

/** What a form carries of another; undefined for anything that is not what we wrote. */
export function readKept(form: Fields): KeptForm | undefined {
  try {
    const { action, fields, withFiles } = JSON.parse(textOf(form, KEPT_FIELD)) as Record<string, unknown>;
    const place = localPath(action, '');
    if (place === '' || !Array.isArray(fields) || !fields.every(isPair)) return undefined;
    return { action: place, fields, withFiles: withFiles === true };
  } catch {
    return undefined;
  }
}

const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
