/** One measured figure: what it is compared with, what was wished, and how it is printed. */

export type Figure = {
  readonly what: string;
  readonly value: string;
  /** What it is compared with, measured in the same run. */
  readonly baseline?: string;
  readonly ratio?: string;
  readonly target: string;
  readonly ok: boolean;
};

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The value below which `share` of all lie. */
export function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}

/** Four digits at most, with thousands set apart. */
export function inShort(value: number): string {
  if (value >= 1_000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

type Pair = { readonly value: number; readonly baseline: number };
type Told = { readonly unit: string; readonly target: number };

/** A figure that may be at most `target` times its baseline; pairs were measured one beside the other. */
export function atMost(what: string, pairs: readonly Pair[], { unit, target }: Told): Figure {
  const ratio = median(pairs.map(({ value, baseline }) => value / baseline));
  return { ...pairText(what, pairs, unit), ratio: ratio.toFixed(2), target: `<= ${target}`, ok: ratio <= target };
}

/** A figure that must be at least `target` of its baseline. */
export function atLeast(what: string, pairs: readonly Pair[], { unit, target }: Told): Figure {
  const ratio = median(pairs.map(({ value, baseline }) => value / baseline));
  return { ...pairText(what, pairs, unit), ratio: ratio.toFixed(2), target: `>= ${target}`, ok: ratio >= target };
}

const pairText = (what: string, pairs: readonly Pair[], unit: string): Pick<Figure, 'what' | 'value' | 'baseline'> => ({
  what,
  value: `${inShort(median(pairs.map(({ value }) => value)))} ${unit}`,
  baseline: `${inShort(median(pairs.map(({ baseline }) => baseline)))} ${unit}`,
});

/** A figure with a limit of its own: the median of what was measured. */
export function within(what: string, values: readonly number[], { unit, target }: Told): Figure {
  const value = median(values);
  return { what, value: `${inShort(value)} ${unit}`, target: `<= ${inShort(target)} ${unit}`, ok: value <= target };
}

/** A figure that must reach a number: the median of what was measured. */
export function reaching(what: string, values: readonly number[], { unit, target }: Told): Figure {
  const value = median(values);
  return { what, value: `${inShort(value)} ${unit}`, target: `>= ${inShort(target)} ${unit}`, ok: value >= target };
}

const COLUMNS = ['measured', 'value', 'baseline', 'ratio', 'target', ''] as const;

const cellsOf = ({ what, value, baseline = '', ratio = '', target, ok }: Figure): string[] => [
  what,
  value,
  baseline,
  ratio,
  target,
  ok ? 'ok' : 'SHORT',
];

/** The figures as a Markdown table that also reads well in a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [[...COLUMNS], ...figures.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join('\n');
}
