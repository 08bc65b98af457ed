/** Backslashes of query texts: taken away when parsing, put back when printing. */
import { SyntaxFault } from './syntax-fault.ts';

/** The text without its backslashes; `\uXXXX` becomes its character. */
export function unescapeWord(text: string, at = 0): string {
  if (!text.includes('\\')) return text;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '\\') {
      out += text[i];
      continue;
    }
    if (++i >= text.length) throw new SyntaxFault('nothing follows the backslash', at + i);
    if (text[i] !== 'u') {
      out += text[i];
      continue;
    }
    const hex = text.slice(i + 1, i + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new SyntaxFault('four hexadecimal digits must follow \\u', at + i);
    out += String.fromCharCode(Number.parseInt(hex, 16));
    i += 4;
  }
  return out;
}

/** Writes a word so that it is read as one plain word with this text. */
export function escapeWord(text: string): string {
  const escaped = text.replace(/[\s\u3000+\-!():^[\]"{}~*?\\/]/g, '\\$&');
  return /^(?:AND|OR|NOT|&&|\|\||filter)$/.test(escaped) ? `\\${escaped}` : escaped;
}

/** Writes a text between quotes. */
export function quoteText(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** White space as Java sees it: a no-break space is none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they separate words too
export const BLANK = /[\t-\r\u001c- \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;
