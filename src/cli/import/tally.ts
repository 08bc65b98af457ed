/** What became of the lines of an import. */

export type Fate = 'added' | 'changed' | 'unchanged' | 'refused';

export type Tally = { lines: number } & Record<Fate, number>;

export const emptyTally = (): Tally => ({ lines: 0, added: 0, changed: 0, unchanged: 0, refused: 0 });

/** What the parts of an import tell about a line. */
export type Report = {
  readonly settled: (fate: Exclude<Fate, 'refused'>) => void;
  readonly refused: (line: number, reason: string) => void;
  /** The line went in, but not all of it. */
  readonly warned: (line: number, what: string) => void;
};

export const tallyText = ({ lines, added, changed, unchanged, refused }: Tally): string =>
  `${lines} lines: ${added} added, ${changed} changed, ${unchanged} unchanged, ${refused} refused`;
