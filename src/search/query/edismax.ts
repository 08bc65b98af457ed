/**
 * What eDisMax does to `q`: the whole grammar, but a colon that ends no field name is an
 * ordinary character, and a text that does not parse is parsed again with its signs escaped.
 */
import { NOTHING, type Group } from './ast.ts';
import { BLANK } from './escape.ts';
import { parse } from './parse.ts';
import { SyntaxFault } from './syntax-fault.ts';

/** A tree, and whether it is the escaped second reading. */
export type Edismax = { readonly query: Group; readonly escaped: boolean };

/** The tree of an eDisMax query; only a hopeless text throws `SyntaxFault`. */
export function parseEdismax(text: string): Edismax {
  const chunks = splitChunks(text);
  try {
    return { query: parse(chunks.map(withLiteralColons).join(' ')), escaped: false };
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    const escaped = chunks
      .map(escapedChunk)
      .filter((chunk) => chunk !== '')
      .join(' ');
    return { query: escaped === '' ? NOTHING : parse(escaped), escaped: true };
  }
}

/** Solr: a colon that no field name stands before is a character, but one behind a blank still binds. */
function withLiteralColons(chunk: Chunk, index: number): string {
  const binds = chunk.field !== null || /^[-+]?\*:\*$/.test(chunk.raw) || (index > 0 && chunk.raw.startsWith(':'));
  return binds ? chunk.raw : chunk.raw.replace(/\\?:/g, '\\:');
}

type Chunk = { raw: string; sign: string; field: string | null; value: string; phrase: boolean };

/** Blank-separated pieces; a balanced pair of quotes keeps its blanks. */
function splitChunks(text: string): Chunk[] {
  const closed = (text.split('"').length - 1) % 2 === 0;
  const source = closed ? text : text.replaceAll('"', '\\"');
  const chunks: Chunk[] = [];
  let from = -1;
  let quoted = false;
  for (let i = 0; i <= source.length; i++) {
    const c = source[i];
    if (c === '\\') {
      if (from < 0) from = i;
      i++;
      continue;
    }
    if (c === '"') quoted = !quoted;
    const blank = c === undefined || (!quoted && BLANK.test(c));
    if (!blank && from < 0) from = i;
    if (blank && from >= 0) {
      chunks.push(chunkOf(source.slice(from, i)));
      from = -1;
    }
  }
  if (from >= 0) chunks.push(chunkOf(source.slice(from)));
  return chunks;
}

function chunkOf(raw: string): Chunk {
  const sign = raw.length > 1 && (raw[0] === '+' || raw[0] === '-') ? raw[0] : '';
  const field = fieldOf(raw);
  const value = field === null ? raw.slice(sign.length) : raw.slice(raw.indexOf(':') + 1);
  return { raw, sign, field, value, phrase: value.length > 1 && value.startsWith('"') && value.endsWith('"') };
}

/** Solr: a field name may have brackets and signs in front, and something must follow the colon. */
function fieldOf(raw: string): string | null {
  const name = /^[-+(]*([\p{L}\p{N}_$][\p{L}\p{N}_$.-]*):(?!$)/u.exec(raw);
  return name?.[1] ?? null;
}

function escapedChunk(chunk: Chunk): string {
  const field = chunk.field === null ? '' : `${chunk.field}:`;
  if (chunk.value === '') return '';
  if (chunk.phrase) return chunk.sign + field + chunk.value;
  if (/^(?:AND|OR|NOT)$/.test(chunk.value)) return `${chunk.sign}${field}"${chunk.value}"`;
  const plain = chunk.value.replaceAll('\\"', '"');
  return chunk.sign + field + plain.replace(/[\\!():^[\]/{}~*?"+\-|&]/g, '\\$&');
}
