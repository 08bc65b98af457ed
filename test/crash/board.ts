/** The datasets and resources that the writers of a round know of, each with the one writer that changes it. */
import type { Random } from './random.ts';
import type { Stored } from './stored.ts';

export type KnownResource = {
  readonly id: string;
  readonly name: string;
  readonly writer: number;
  readonly dataset: KnownDataset;
  isUpload: boolean;
};
export type KnownDataset = { readonly id: string; readonly name: string; readonly writer: number };

const MOST_DATASETS = 24;

export class Board {
  readonly datasets: KnownDataset[] = [];
  readonly resources: KnownResource[] = [];

  /** Some of what earlier rounds left. */
  static of(stored: Stored, random: Random): Board {
    const board = new Board();
    const left = stored.datasets.filter(({ state, name }) => state === 'active' && writerOf(name) !== undefined);
    for (const { id, name } of random.shuffled(left).slice(0, MOST_DATASETS))
      board.datasets.push({ id, name, writer: writerOf(name) ?? 0 });
    const byName = new Map(board.datasets.map((dataset) => [dataset.name, dataset]));
    for (const { id, doc, dataset: of, uploadName } of stored.resources) {
      const [dataset, name] = [byName.get(of), String(doc.name)];
      if (dataset !== undefined) board.resources.push({ id, name, writer: writerOf(name) ?? 0, dataset, isUpload: uploadName !== null });
    }
    return board;
  }

  /** Nobody writes to it any more. */
  forget({ id }: KnownDataset | KnownResource): void {
    remove(this.datasets, (one) => one.id === id);
    remove(this.resources, (one) => one.id === id || one.dataset.id === id);
  }
}

function remove<Item>(items: Item[], goes: (item: Item) => boolean): void {
  items.splice(0, items.length, ...items.filter((item) => !goes(item)));
}

/** Names begin with `w<writer>-`, and with `s<writer>-` where other writers add resources too. */
export function writerOf(name: string): number | undefined {
  const digits = /^[ws](\d+)-/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export const isShared = ({ name }: KnownDataset): boolean => name.startsWith('s');
