/** Times as the catalogue writes them: naive UTC, ISO 8601, microseconds unless exactly zero. */

/** A time such as `2024-05-06T07:08:09.123456`. */
export type Timestamp = string;

let last = 0n;

/** Now, never twice the same within one process, so that the order of writes is the order of their times. */
export function now(): Timestamp {
  const micros = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000));
  last = micros > last ? micros : last + 1n;
  const milliseconds = Number(last / 1000n);
  const rest = String(last % 1000n).padStart(3, '0');
  return `${new Date(milliseconds).toISOString().slice(0, 23)}${rest}`.replace(/\.000000$/, '');
}

/** PostgreSQL's text of a timestamp (`2024-05-06 07:08:09.12`) in our form. */
export function fromDatabase(text: string): Timestamp {
  const [day, time = '00:00:00'] = text.split(' ');
  const [seconds, fraction] = time.split('.');
  return fraction === undefined ? `${day}T${seconds}` : `${day}T${seconds}.${fraction.padEnd(6, '0')}`;
}

/** Milliseconds since 1970 of a naive UTC time. */
export const toMillis = (time: Timestamp): number => Date.parse(`${time.slice(0, 23)}Z`);
