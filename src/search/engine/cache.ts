/** Remembers the last few answers for as long as the index stays as it is. */

export class Cache<T> {
  private readonly entries = new Map<string, T>();
  private readonly most: number;
  private version = -1;

  constructor(most: number) {
    this.most = most;
  }

  get(key: string, version: number): T | undefined {
    this.expire(version);
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    // the order of a map is that of insertion: what is used moves to the end
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key: string, version: number, value: T): void {
    this.expire(version);
    this.entries.set(key, value);
    if (this.entries.size <= this.most) return;
    const oldest = this.entries.keys().next();
    if (oldest.done !== true) this.entries.delete(oldest.value);
  }

  private expire(version: number): void {
    if (version === this.version) return;
    this.entries.clear();
    this.version = version;
  }
}
