/**
 * A lenient reader of dates that people write into fields ending in `_date`. Missing parts
 * are the first of their period, where CKAN would fill in parts of the current day.
 */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const ISO = new RegExp(`^(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?${TIME}$`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NUMERIC = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})${TIME}$`, 'i');
const NAMED = new RegExp(
  `^(?:(\\d{1,2})(?:st|nd|rd|th)?[ -]+)?([a-z]{3,9})\\.?[ -,]+(?:(\\d{1,2})(?:st|nd|rd|th)?,? +)?(\\d{4})${TIME}$`,
  'i',
);

type Parts = { year: number; month: number; day: number; time: (string | undefined)[] };

/** A date as it is searched by, and as its text twin shows it: in its own zone if it named one. */
export type ReadDate = { readonly instant: string; readonly text: string };

/** The date a text names, or null if it names none. */
export function readDate(text: string): ReadDate | null {
  const trimmed = text.trim();
  if (trimmed.length > 60) return null;
  const parts = splitDate(trimmed);
  return parts === null ? null : instantOf(parts);
}

function splitDate(text: string): Parts | null {
  const iso = ISO.exec(text) ?? COMPACT.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2] ?? 1), day: Number(iso[3] ?? 1), time: iso.slice(4) };
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    // month first, as CKAN's reader takes it, unless that cannot be
    const [month, day] = first > 12 ? [second, first] : [first, second];
    return { year: Number(numeric[3]), month, day, time: numeric.slice(4) };
  }
  const named = NAMED.exec(text);
  if (!named) return null;
  const month = MONTHS.indexOf((named[2] ?? '').slice(0, 3).toLowerCase()) + 1;
  return { year: Number(named[4]), month, day: Number(named[1] ?? named[3] ?? 1), time: named.slice(5) };
}

function instantOf({ year, month, day, time }: Parts): ReadDate | null {
  const [hour, minute, second] = [Number(time[0] ?? 0), Number(time[1] ?? 0), Number(time[2] ?? 0)];
  const micro = (time[3] ?? '').padEnd(6, '0').slice(0, 6);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (month < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const local = date.setUTCHours(hour, minute, second, 0);
  const instant = solrInstant(local + Math.trunc(Number(micro) / 1000) - offsetOf(time[4]));
  if (instant === null) return null;
  const fraction = micro === '000000' ? '' : `.${micro}`;
  return { instant, text: new Date(local).toISOString().slice(0, 19) + fraction + zoneText(time[4]) };
}

/** CKAN: a time without a zone is called UTC, one with a zone keeps it as an offset. */
function zoneText(zone: string | undefined): string {
  if (zone === undefined) return 'Z';
  const parts = /^([+-]\d{2}):?(\d{2})$/.exec(zone);
  return parts === null ? '+00:00' : `${parts[1]}:${parts[2]}`;
}

function offsetOf(zone: string | undefined): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  return parts === null ? 0 : (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * 60_000;
}

/** An instant as Solr prints it: no fraction where it is zero, no zeros at its end. */
export function solrInstant(time: number): string | null {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return null;
  return date
    .toISOString()
    .replace(/\.000Z$/, 'Z')
    .replace(/(\.\d*?)0+Z$/, '$1Z');
}
