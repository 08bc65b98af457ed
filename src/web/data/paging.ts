/** Which page of a list is asked for. */
import { BadRequest } from '#domain/errors.ts';
import type { Fields } from '#domain/page.ts';
import { textOf } from './fields.ts';

/** CKAN: anything but a whole number from 1 on is refused, while a page beyond the end is empty. */
export function pageNumber(query: Fields): number {
  const text = textOf(query, 'page');
  if (text === '') return 1;
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new BadRequest('The number of the page must be 1, 2, 3 and so on.');
  return Number(text);
}
