/**
 * A tree of the Lucene grammar back to text: `parse(print(tree))` is the tree again. Also
 * the identity of a query wherever answers are remembered.
 */
import type { Bound, Item, Leaf, Query } from './ast.ts';
import { escapeWord, quoteText } from './escape.ts';

/** The text of a tree; the outermost brackets are left out. */
export function print(query: Query): string {
  return query.kind === 'group' && query.field === null && !query.filter ? query.items.map(printItem).join(' ') : printClause(query);
}

function printItem(item: Item, index: number): string {
  const join = item.join === null || index === 0 ? '' : item.join === 'and' ? 'AND ' : 'OR ';
  return join + (item.sign ?? '') + printClause(item.query);
}

function printClause(query: Query): string {
  if (query.kind === 'boost') return `${printClause(query.query)}^${decimal(query.by)}`;
  if (query.kind === 'constant') return `${printClause(query.query)}^=${decimal(query.score)}`;
  const field = query.field === null ? '' : `${query.field === '*' ? '*' : escapeWord(query.field)}:`;
  if (query.kind === 'group') return `${field}${query.filter ? 'filter' : ''}(${query.items.map(printItem).join(' ')})`;
  return field + printLeaf(query);
}

function printLeaf(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'term':
      return /^[-+!]$/.test(leaf.text) ? `${leaf.text} ` : escapeWord(leaf.text);
    case 'words':
      return leaf.words.map(escapeWord).join(' ');
    case 'phrase':
      return quoteText(leaf.text) + (leaf.slop > 0 ? `~${leaf.slop}` : '');
    case 'prefix':
      return `${escapeWord(leaf.text)}*`;
    case 'wildcard':
      return leaf.pattern;
    case 'fuzzy':
      return `${escapeWord(leaf.text)}~${decimal(leaf.edits)}`;
    case 'regex':
      return `/${leaf.pattern}/`;
    case 'range':
      return `${leaf.from?.inclusive === false ? '{' : '['}${printBound(leaf.from)} TO ${printBound(leaf.to)}${leaf.to?.inclusive === false ? '}' : ']'}`;
  }
}

const printBound = (bound: Bound): string => (bound === null ? '*' : quoteText(bound.text));

/** JavaScript writes very small and large numbers with an exponent, which the grammar does not know. */
function decimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? (value < 1 ? value.toFixed(20) : BigInt(Math.trunc(value)).toString()) : text;
}
