/**
 * What DisMax does to `q` before the grammar sees it: nearly every sign becomes an
 * ordinary character; quotes, plus, minus and the words AND, OR, NOT keep their meaning.
 */
import type { Group } from './ast.ts';
import { parse } from './parse.ts';

/** The tree of a DisMax query; throws `SyntaxFault`. */
export function parseDismax(text: string): Group {
  const quotes = text.split('"').length - 1;
  const balanced = quotes % 2 === 0 ? text : text.replaceAll('"', '');
  const escaped = balanced.replace(/[\\!():^[\]/{}~*?]/g, '\\$&');
  return parse(dropDangling(escaped.replace(/[ \t-\r][+-](?:[ \t-\r]*[+-])+/g, ' ')), { splitWords: true });
}

/** Cuts operators off the end, from the first blank in front of them. */
function dropDangling(text: string): string {
  let tail = text.length;
  while (tail > 0 && /[-+ \t-\r]/.test(text[tail - 1] ?? '')) tail--;
  while (tail < text.length && !/[ \t-\r]/.test(text[tail] ?? '')) tail++;
  return text.slice(0, tail);
}
