/** Bytes of a file that anybody may have made, as text: the encoding is told by its mark or by how the bytes look. */

export type Decoded = { readonly text: string; readonly encoding: string };

/** Undefined for bytes that are no text. `whole`: nothing was cut off behind them. */
export function decodeText(bytes: Uint8Array, whole = true): Decoded | undefined {
  const encoding = markedEncoding(bytes) ?? unmarkedEncoding(bytes, whole);
  if (encoding === undefined) return undefined;
  const even = encoding.startsWith('utf-16') ? bytes.subarray(0, bytes.length & ~1) : bytes;
  // In a stream, half a letter at the end is left out and not shown as a fault.
  const text = new TextDecoder(encoding).decode(even, { stream: !whole });
  return looksLikeText(text) ? { text: visible(text), encoding: NAMES[encoding] ?? encoding } : undefined;
}

const NAMES: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252 (Latin)',
};

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function unmarkedEncoding(bytes: Uint8Array, whole: boolean): string | undefined {
  const start = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index & 1] = (zeros[index & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd > 0) {
    // Letters of English have a zero as every second byte of UTF-16, and nowhere else.
    if (odd > start.length * 0.3 && even < odd / 8) return 'utf-16le';
    return even > start.length * 0.3 && odd < even / 8 ? 'utf-16be' : undefined;
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

function looksLikeText(text: string): boolean {
  const start = text.slice(0, 8192);
  return (start.match(CONTROLS)?.length ?? 0) <= start.length / 100;
}

/** Letters that nobody can see, or that turn the direction of what follows, are shown as a mark. */
const visible = (text: string): string =>
  text
    .replace(CONTROLS, '\ufffd')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .replace(/\r\n?/g, '\n');
