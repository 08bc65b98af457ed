/**
 * The headers of a tar archive (POSIX ustar), as far as a backup needs them: plain files with short
 * names. A size beyond eight gigabytes is written in binary, as GNU tar and all its readers do.
 */

export const BLOCK = 512;

export type TarEntry = { readonly name: string; readonly size: number };

/** How many bytes fill the last block of a file. */
export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

const LARGEST_OCTAL = 8 ** 11 - 1;

export function tarHeader({ name, size }: TarEntry, modified: Date): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`the name ${name} is too long for a tar archive`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number): void => {
    header.write(value.toString(8).padStart(length - 1, '0'), at, 'ascii');
  };
  header.write(name, 0, 'utf8');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  if (size <= LARGEST_OCTAL) octal(size, 124, 12);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  octal(Math.floor(modified.getTime() / 1000), 136, 12);
  header.write('0', 156, 'ascii');
  header.write('ustar\x0000', 257, 'ascii');
  header.write(' '.repeat(8), 148, 'ascii');
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return header;
}

/** The entry, `end` for the empty block after the last one, or undefined for anything else. */
export function readTarHeader(header: Buffer): TarEntry | 'end' | undefined {
  if (header.length < BLOCK) return undefined;
  if (header.every((byte) => byte === 0)) return 'end';
  if (header.toString('ascii', 257, 262) !== 'ustar') return undefined;
  const stated = Number.parseInt(header.toString('ascii', 148, 155), 8);
  const blank = Buffer.from(header).fill(' ', 148, 156);
  if (stated !== checksum(blank)) return undefined;
  const end = header.indexOf(0);
  const name = header.toString('utf8', 0, Math.min(end < 0 ? 100 : end, 100));
  const size = (header[124] ?? 0) >= 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(header.toString('ascii', 124, 135), 8);
  return Number.isSafeInteger(size) && size >= 0 ? { name, size } : undefined;
}

const checksum = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0);
