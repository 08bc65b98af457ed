/**
 * A digest of rows in whatever order they come: the SHA-256 of each, added up in eight lanes of
 * 32 bits. Two tables with the same rows have the same one, wherever their rows lie.
 */
import { hash } from 'node:crypto';

export class RowDigest {
  readonly #lanes = new Uint32Array(8);
  rows = 0;

  add(row: Buffer | string): void {
    const digest = hash('sha256', row, 'buffer');
    for (let lane = 0; lane < 8; lane++) this.#lanes[lane] = (this.#lanes[lane] ?? 0) + digest.readUInt32BE(lane * 4);
    this.rows++;
  }

  text(): string {
    return [...this.#lanes].map((lane) => lane.toString(16).padStart(8, '0')).join('');
  }
}
