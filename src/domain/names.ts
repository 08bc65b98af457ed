/**
 * Names as they stand in addresses: what a name may be made of, and how titles, tags
 * and file names are turned into such names. The messages of refusals are in `schema/`.
 */
import { splitEnding } from './media-types.ts';

export const NAME_MIN = 2;
export const NAME_MAX = 100;

/** No newline passes, not even at the end. */
export const NAME_PATTERN = /^[a-z0-9_-]*$/;

/** Words that are pages of their own where names stand in addresses. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set(['new', 'edit', 'search']);

/** Unicode letters and digits, space, hyphen, underscore, dot. */
export const TAG_PATTERN = /^[\p{L}\p{N}_ \-.]*$/u;

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ł: 'l',
  Ł: 'L',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
};

/** Latin letters without their accents; other writing stays. */
export const foldAccents = (text: string): string =>
  text
    .replace(/[ßæÆœŒøØđĐðÐłŁþÞı]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');

const fit = (text: string, min: number, max: number): string => text.padEnd(min, '_').slice(0, max);

/** A dataset, group or user name made from a title. */
export function mungeTitle(title: string): string {
  const folded = foldAccents(title)
    .toLowerCase()
    .replace(/[ .:/&]/g, '-')
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/-+/g, '-');
  return fit(folded.replace(/^-+|-+$/g, ''), NAME_MIN, NAME_MAX);
}

const FILE_NAME_MIN = 3;
const FILE_NAME_MAX = 100;
const ENDING_MAX = 21;

/** The name under which an uploaded file is offered. */
export function mungeFilename(filename: string): string {
  const own = filename.slice(filename.lastIndexOf('/') + 1);
  const clean = foldAccents(own.toLowerCase().trim())
    .replace(/[^a-zA-Z0-9_. -]/g, '')
    .replace(/ /g, '-')
    .replace(/-+/g, '-');
  const [stem, ending] = splitEnding(clean);
  const kept = ending.slice(0, ENDING_MAX);
  return fit(stem, Math.max(1, FILE_NAME_MIN - kept.length), FILE_NAME_MAX - kept.length) + kept;
}

/** The name of an uploaded picture, before which its time of upload is put. */
export function mungeImageName(filename: string): string {
  const own = filename.slice(filename.lastIndexOf('/') + 1);
  const [stem, ending] = splitEnding(own);
  const clean = (text: string): string =>
    foldAccents(text)
      .replace(/[^a-zA-Z0-9. -]/g, '')
      .replace(/ /g, '-');
  return fit(clean(stem), FILE_NAME_MIN, FILE_NAME_MAX) + clean(ending.toLowerCase()).slice(0, ENDING_MAX);
}
