/**
 * Cuts a query text into tokens by Solr's lexical rules: longest match, the earlier rule
 * on a tie. One pass, no regular expression ever runs over more than one token.
 */
import { SyntaxFault } from './syntax-fault.ts';

export type TokenKind =
  | 'and'
  | 'or'
  | 'not'
  | '+'
  | '-'
  | 'bare'
  | '('
  | ')'
  | ':'
  | '*'
  | 'boost'
  | 'quoted'
  | 'term'
  | 'slop'
  | 'prefix'
  | 'wildcard'
  | 'regex'
  | 'filter('
  | '['
  | '{'
  | 'to'
  | ']'
  | '}'
  | 'goop'
  | 'rangequoted'
  | 'end';

export type Token = { readonly kind: TokenKind; readonly text: string; readonly at: number };

const NOT_IN_A_WORD = new Set(' \t\n\r\u3000+-!():^[]"{}~*?\\/');
const ONLY_INSIDE = new Set('-+/!');
const BLANK = new Set(' \t\n\r\u3000');
const digit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';

/** The tokens of a text, the last one of kind `end`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let inRange = false;
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    if (text.startsWith('/*', at) && !inRange) {
      at = skipComment(text, at);
      continue;
    }
    const token = inRange ? rangeToken(text, at) : plainToken(text, at);
    tokens.push(token);
    at += token.text.length;
    if (token.kind === '[' || token.kind === '{') inRange = true;
    else if (token.kind === ']' || token.kind === '}') inRange = false;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function skipBlanks(text: string, at: number): number {
  while (at < text.length && BLANK.has(text[at] ?? '')) at++;
  return at;
}

function skipComment(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    if (text.startsWith('/*', at)) {
      depth++;
      at += 2;
    } else if (text.startsWith('*/', at)) {
      at += 2;
      if (--depth === 0) return at;
    } else at++;
  }
  throw new SyntaxFault('the comment is not closed', from);
}

function rangeToken(text: string, at: number): Token {
  const first = text[at] ?? '';
  if (first === ']' || first === '}') return { kind: first, text: first, at };
  let end = at;
  while (end < text.length && !' ]}'.includes(text[end] ?? '')) end++;
  const quoted = first === '"' ? closingQuote(text, at) : -1;
  if (quoted >= end) return { kind: 'rangequoted', text: text.slice(at, quoted), at };
  const goop = text.slice(at, end);
  return { kind: goop === 'TO' ? 'to' : 'goop', text: goop, at };
}

/** The place behind the quote that closes the one at `at`, or -1. */
function closingQuote(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === '"') return end + 1;
  }
  return -1;
}

function plainToken(text: string, at: number): Token {
  const c = text[at] ?? '';
  if (c === '+' || c === '-' || c === '!') return operatorToken(text, at, c);
  if (c === '(' || c === ')' || c === ':' || c === '[' || c === '{') return { kind: c, text: c, at };
  if (c === '"') return quotedToken(text, at);
  if (c === '^') return boostToken(text, at);
  if (c === '~') return { kind: 'slop', text: text.slice(at, numberEnd(text, at + 1)), at };
  if (c === '/') return regexToken(text, at);
  return wordToken(text, at);
}

function operatorToken(text: string, at: number, c: '+' | '-' | '!'): Token {
  if (BLANK.has(text[at + 1] ?? 'x')) return { kind: 'bare', text: c, at };
  return { kind: c === '!' ? 'not' : c, text: c, at };
}

function quotedToken(text: string, at: number): Token {
  const end = closingQuote(text, at);
  if (end < 0) throw new SyntaxFault('the quote is not closed', at);
  return { kind: 'quoted', text: text.slice(at, end), at };
}

function numberEnd(text: string, from: number): number {
  let end = from;
  while (digit(text[end])) end++;
  if (end > from && text[end] === '.' && digit(text[end + 1])) for (end++; digit(text[end]); ) end++;
  return end;
}

function boostToken(text: string, at: number): Token {
  let from = at + 1;
  if (text[from] === '=') from++;
  if (text[from] === '-') from++;
  const end = numberEnd(text, from);
  if (end === from) throw new SyntaxFault('a number must follow ^', end);
  return { kind: 'boost', text: text.slice(at, end), at };
}

function regexToken(text: string, at: number): Token {
  let end = at + 1;
  if (text[end] === '/' || text[end] === '*') throw new SyntaxFault('a lone / stands here', at);
  while (end < text.length && text[end] !== '/') end += text[end] === '\\' && text[end + 1] === '/' ? 2 : 1;
  if (end >= text.length) throw new SyntaxFault('the regular expression is not closed', at);
  return { kind: 'regex', text: text.slice(at, end + 1), at };
}

/** A word, with stars and question marks a pattern; words like AND are operators only when they stand alone. */
function wordToken(text: string, at: number): Token {
  let end = at;
  let marks = 0;
  let lastMark = -1;
  while (end < text.length) {
    const c = text[end] ?? '';
    if (c === '\\') {
      if (end + 1 >= text.length) throw new SyntaxFault('nothing follows the backslash', end);
      end += 2;
    } else if (c === '*' || c === '?') {
      marks++;
      lastMark = end++;
    } else if (!NOT_IN_A_WORD.has(c) || (end > at && ONLY_INSIDE.has(c))) end++;
    else break;
  }
  if (end === at) throw new SyntaxFault(`${text[at] ?? ''} may not stand here`, at);
  return { ...classified(text, at, end, marks, lastMark), at };
}

function classified(text: string, at: number, end: number, marks: number, lastMark: number): { kind: TokenKind; text: string } {
  const word = text.slice(at, end);
  if (marks > 0) {
    if (word === '*') return { kind: '*', text: word };
    return { kind: marks === 1 && lastMark === end - 1 && word.endsWith('*') ? 'prefix' : 'wildcard', text: word };
  }
  if (word === 'AND' || word === '&&') return { kind: 'and', text: word };
  if (word === 'OR' || word === '||') return { kind: 'or', text: word };
  if (word === 'NOT') return { kind: 'not', text: word };
  if (word === 'filter' && text[end] === '(') return { kind: 'filter(', text: 'filter(' };
  return { kind: 'term', text: word };
}
