/**
 * Dates as Solr writes them in queries: a full instant in UTC or NOW, followed by any
 * number of steps such as `+6MONTHS` or `/DAY`.
 */

const INSTANT = /^[+-]?\d{4,9}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z/;
const STEP = /([+-])(\d{1,9})([A-Z]+)|\/([A-Z]+)/y;

type Unit = 'YEAR' | 'MONTH' | 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND' | 'MILLI';

const UNITS: Readonly<Record<string, Unit>> = {
  YEAR: 'YEAR',
  YEARS: 'YEAR',
  MONTH: 'MONTH',
  MONTHS: 'MONTH',
  DAY: 'DAY',
  DAYS: 'DAY',
  DATE: 'DAY',
  HOUR: 'HOUR',
  HOURS: 'HOUR',
  MINUTE: 'MINUTE',
  MINUTES: 'MINUTE',
  SECOND: 'SECOND',
  SECONDS: 'SECOND',
  MILLI: 'MILLI',
  MILLIS: 'MILLI',
  MILLISECOND: 'MILLI',
  MILLISECONDS: 'MILLI',
};
const LENGTH: Readonly<Record<Unit, number>> = {
  YEAR: 0,
  MONTH: 0,
  DAY: 86_400_000,
  HOUR: 3_600_000,
  MINUTE: 60_000,
  SECOND: 1000,
  MILLI: 1,
};

/** Milliseconds since 1970 of a date expression, or null if it is none. */
export function parseDateMath(text: string, now: Date): number | null {
  const instant = text.startsWith('NOW') ? 'NOW' : INSTANT.exec(text)?.[0];
  if (instant === undefined) return null;
  let time: number | null = instant === 'NOW' ? now.getTime() : readInstant(instant);
  STEP.lastIndex = instant.length;
  while (time !== null && STEP.lastIndex < text.length) {
    const step: RegExpExecArray | null = STEP.exec(text);
    if (step === null) return null;
    time = applyStep(time, step);
  }
  return time;
}

/** `Date` refuses a year of more than six digits and reads February 30 as March. */
function readInstant(text: string): number | null {
  const parts = /^([+-]?\d+)-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?Z$/.exec(text);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const milli = Math.trunc(Number(`0.${parts[7] ?? '0'}`) * 1000 + 1e-6);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return null;
  return valid(date.setUTCHours(hour, minute, second, milli));
}

const valid = (time: number): number | null => (Number.isNaN(time) ? null : time);

function applyStep(time: number, step: RegExpExecArray): number | null {
  const unit = UNITS[step[3] ?? step[4] ?? ''];
  if (unit === undefined) return null;
  if (step[4] !== undefined) return roundDown(time, unit);
  const by = Number(step[2]) * (step[1] === '-' ? -1 : 1);
  if (unit !== 'YEAR' && unit !== 'MONTH') return valid(new Date(time + by * LENGTH[unit]).getTime());
  return addMonths(time, unit === 'YEAR' ? by * 12 : by);
}

/** The last day of a shorter month stands in for a day it does not have. */
function addMonths(time: number, months: number): number | null {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return valid(date.setUTCDate(Math.min(day, last)));
}

function roundDown(time: number, unit: Unit): number | null {
  const date = new Date(time);
  if (unit === 'YEAR') date.setUTCMonth(0, 1);
  if (unit === 'MONTH') date.setUTCDate(1);
  if (unit === 'YEAR' || unit === 'MONTH') return valid(date.setUTCHours(0, 0, 0, 0));
  return Math.floor(time / LENGTH[unit]) * LENGTH[unit];
}
