/**
 * Dates as clients send them: ISO 8601, with or without a zone, and what CKAN accepts
 * besides. What comes out is naive UTC, as `clock.ts` writes it.
 */
import type { Timestamp } from './clock.ts';

const ISO = /^(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d))(?:[^\d](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/s;

type Parts = { year: number; month: number; day: number; hour: number; minute: number; second: number; micros: number };

const two = (value: number): string => String(value).padStart(2, '0');

/** Undefined where the parts are no moment, such as the 30th of February. */
function toTimestamp(parts: Parts, offsetMinutes: number): Timestamp | undefined {
  const { year, month, day, hour, minute, second, micros } = parts;
  if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1) return undefined;
  date.setUTCHours(hour, minute - offsetMinutes, second);
  if (date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return undefined;
  const days = `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${days}T${time}${micros === 0 ? '' : `.${String(micros).padStart(6, '0')}`}`;
}

const microsOf = (fraction: string | undefined): number => Number((fraction ?? '').slice(0, 6).padEnd(6, '0'));

function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(-2));
  const hours = Number(zone.slice(1, 3));
  if (zone.length === 3) return (zone[0] === '-' ? -60 : 60) * hours;
  return hours > 23 || minutes > 59 ? undefined : (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

function parseIso(text: string): Timestamp | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year, month = match[4], day = match[5], , , hour = 0, minute = 0, second = 0, fraction, zone] = match;
  const offset = offsetOf(zone);
  if (offset === undefined) return undefined;
  const parts = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
  return toTimestamp({ ...parts, micros: microsOf(fraction) }, offset);
}

/** CKAN: failing ISO, all groups of digits are year, month, day, hour, minute, second: `2020/1/2`, `2020-1-2 3:04`. */
function parseGroups(text: string): Timestamp | undefined {
  const match = /^(\d+)\D+(\d+)\D+(\d+)(?:\D+(\d+)(?:\D+(\d+)(?:\D+(\d\d)(?:\.(\d+))?)?)?)?$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction] = match;
  const parts = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
  return parts.year > 9999 ? undefined : toTimestamp({ ...parts, micros: microsOf(fraction) }, 0);
}

/** The moment that a text names, or undefined. */
export const parseDate = (text: string): Timestamp | undefined => (text.length > 60 ? undefined : (parseIso(text) ?? parseGroups(text)));
