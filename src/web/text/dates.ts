/** Moments as people read them. What the catalogue keeps is UTC without a zone. */

const LONG = new Intl.DateTimeFormat('en-CA', { dateStyle: 'long', timeZone: 'UTC' });
const SHAPE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?$/;

export type ShownDate = { readonly machine: string; readonly text: string };

/** Undefined for anything that is no date. */
export function readableDate(value: unknown): ShownDate | undefined {
  if (typeof value !== 'string' || !SHAPE.test(value)) return undefined;
  const zoned = /Z$|[+-]\d\d:?\d\d$/.test(value.slice(10)) || value.length === 10 ? value : `${value}Z`;
  const date = new Date(zoned.replace(' ', 'T'));
  return Number.isNaN(date.getTime()) ? undefined : { machine: value, text: LONG.format(date) };
}

/** With the minute, for what may happen several times a day. */
export function readableMoment(value: unknown): ShownDate | undefined {
  const date = readableDate(value);
  if (date === undefined || date.machine.length < 16) return date;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(date.machine.slice(10)) ? date.machine : `${date.machine}Z`;
  return { machine: zoned, text: `${date.text}, ${new Date(zoned.replace(' ', 'T')).toISOString().slice(11, 16)} UTC` };
}
