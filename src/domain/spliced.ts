/** JSON that is already bytes: its parts are sent one after the other and never parsed on the way out. */
export class Spliced {
  readonly parts: readonly Buffer[];
  constructor(parts: readonly Buffer[]) {
    this.parts = parts;
  }

  /** The value behind the bytes, for callers inside the process. */
  parse(): unknown {
    return JSON.parse(Buffer.concat(this.parts).toString('utf8'));
  }
}

const COMMA = Buffer.from(',');

/** A JSON array of items that are bytes. */
export function splicedList(items: readonly Buffer[]): Buffer[] {
  const parts: Buffer[] = [Buffer.from('[')];
  for (const [index, item] of items.entries()) {
    if (index > 0) parts.push(COMMA);
    parts.push(item);
  }
  parts.push(Buffer.from(']'));
  return parts;
}
