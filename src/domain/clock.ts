/** Times as the catalogue writes them: naive UTC, ISO 8601, microseconds unless exactly zero. */

/** A time such as `2024-05-06T07:08:09.123456`. */
export type Timestamp = string;

let last = 0;
let second = 0;
let secondText = '';

/** Now, never twice the same within one process, so that the order of writes is the order of their times. */
export function now(): Timestamp {
  last = Math.max(last + 1, Math.round((performance.timeOrigin + performance.now()) * 1000));
  const micros = last % 1_000_000;
  const whole = last - micros;
  // Every call of an action asks: the text up to the second is made once a second.
  if (whole !== second) {
    second = whole;
    secondText = new Date(whole / 1000).toISOString().slice(0, 19);
  }
  return micros === 0 ? secondText : `${secondText}.${String(micros).padStart(6, '0')}`;
}

/** PostgreSQL's text of a timestamp (`2024-05-06 07:08:09.12`) in our form. */
export function fromDatabase(text: string): Timestamp {
  const [day, time = '00:00:00'] = text.split(' ');
  const [seconds, fraction] = time.split('.');
  return fraction === undefined ? `${day}T${seconds}` : `${day}T${seconds}.${fraction.padEnd(6, '0')}`;
}

/** Milliseconds since 1970 of a naive UTC time. */
export const toMillis = (time: Timestamp): number => Date.parse(`${time.slice(0, 23)}Z`);
