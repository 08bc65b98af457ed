/** Numbers as people read them. */

const GROUPED = new Intl.NumberFormat('en-CA');
const UNITS = ['KB', 'MB', 'GB', 'TB'];

export const grouped = (value: number): string => GROUPED.format(value);

/** `1 record`, `2,300 records`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${grouped(count)} ${count === 1 ? one : many}`;

/** Bytes in powers of 1000, as file managers and B.C.'s catalogue show them; undefined for no size. */
export function readableSize(value: unknown): string | undefined {
  const bytes = typeof value === 'number' ? value : typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (!(bytes >= 0)) return undefined;
  if (bytes < 1000) return counted(Math.round(bytes), 'byte');
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length);
  const amount = bytes / 1000 ** power;
  return `${amount >= 100 ? Math.round(amount) : amount.toFixed(1).replace(/\.0$/, '')} ${UNITS[power - 1] ?? ''}`;
}
