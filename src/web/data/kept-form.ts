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

/** Never carried through a page. */
const SECRET = /password/i;

export function keptFormOf({ url, form, headers }: PageRequest): KeptForm {
  const fields = Object.entries(form).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const),
  );
  return {
    action: localPath(url, '/'),
    fields: fields.filter(([name]) => !SECRET.test(name)),
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

/** What a person typed, as he would know it again: no marks, ids and names of buttons. */
export const typedTexts = ({ fields }: KeptForm): readonly (readonly [label: string, text: string])[] =>
  fields
    .filter(([name, value]) => value.trim() !== '' && !/^_|^(?:save|held_|add_row|remove_row)|_source$/.test(name))
    .map(([name, value]) => [labelOf(name), value]);

/** `extras__0__key` as `Extras 1 key`, `ckan.site_title` as `Site title`. */
const labelOf = (name: string): string => {
  const words = name
    .slice(name.lastIndexOf('.') + 1)
    .split('__')
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part.replaceAll('_', ' ')))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
