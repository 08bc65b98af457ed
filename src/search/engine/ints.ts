/** A growing array of 32-bit integers. */

export class Ints {
  data: Int32Array;
  length = 0;

  constructor(capacity = 16) {
    this.data = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.data.length) this.reserve(this.length + 1);
    this.data[this.length++] = value;
  }

  at(index: number): number {
    return this.data[index] ?? 0;
  }

  /** Makes room for at least so many; what is new is zero. */
  reserve(length: number): void {
    if (length <= this.data.length) return;
    const larger = new Int32Array(Math.max(length, this.data.length + (this.data.length >> 1), 16));
    larger.set(this.data);
    this.data = larger;
  }

  clear(): void {
    this.length = 0;
  }
}
