/**
 * Solr's query grammar: tokens to a tree, by recursive descent over a bounded depth. What
 * an operator or a field means is decided later; here only what was written counts.
 */
import type { Bound, Group, Item, Join, Leaf, Query, Sign } from './ast.ts';
import { unescapeWord } from './escape.ts';
import { tokenize, type Token, type TokenKind } from './lexer.ts';
import { SyntaxFault } from './syntax-fault.ts';

export const DEEPEST = 200;
export const MOST_CLAUSES = 1024;
/** Numbers of a query stop here, so that they stay finite in 32 bits. */
const MOST = 1e9;

/** `splitWords`: give each bare word a clause of its own instead of keeping runs together. */
export type ParseOptions = { readonly splitWords?: boolean };

/** The tree of a query text; throws `SyntaxFault`. */
export function parse(text: string, options: ParseOptions = {}): Group {
  const parser = new Parser(tokenize(text), options.splitWords === true);
  return parser.whole();
}

/** What may not follow a word that is to join the run before it. */
const ENDS_A_RUN = new Set<TokenKind>([':', '*', 'slop', 'boost', 'and', 'or']);
const STARTS_A_CLAUSE = new Set<TokenKind>([
  'term',
  '*',
  'prefix',
  'wildcard',
  'regex',
  'bare',
  'quoted',
  '[',
  '{',
  '(',
  'filter(',
  '+',
  '-',
  'not',
  'and',
  'or',
]);

class Parser {
  private at = 0;
  private depth = 0;
  private clauses = 0;
  private readonly tokens: readonly Token[];
  private readonly splitWords: boolean;

  constructor(tokens: readonly Token[], splitWords: boolean) {
    this.tokens = tokens;
    this.splitWords = splitWords;
  }

  whole(): Group {
    const group = this.group(null, false);
    this.take('end');
    return group;
  }

  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] ?? { kind: 'end', text: '', at: 0 };
  }

  private take(kind: TokenKind): Token {
    const token = this.peek();
    if (token.kind !== kind) this.refuse(token);
    this.at++;
    return token;
  }

  private refuse(token: Token): never {
    throw new SyntaxFault(token.kind === 'end' ? 'the query ends too early' : `${JSON.stringify(token.text)} may not stand here`, token.at);
  }

  private group(field: string | null, filter: boolean): Group {
    if (++this.depth > DEEPEST) throw new SyntaxFault('the query is nested too deeply', this.peek().at);
    const items: Item[] = [];
    do items.push(this.item(items.length === 0));
    while (STARTS_A_CLAUSE.has(this.peek().kind));
    this.depth--;
    return Object.freeze({ kind: 'group', field, items: Object.freeze(items), filter });
  }

  private item(first: boolean): Item {
    if (++this.clauses > MOST_CLAUSES) throw new SyntaxFault('the query has too many clauses', this.peek().at);
    if (this.runsOn(0)) return Object.freeze({ join: null, sign: null, query: this.words() });
    const join = first ? null : this.join();
    const sign = this.sign();
    return Object.freeze({ join, sign, query: this.clause() });
  }

  private join(): Join {
    const { kind } = this.peek();
    if (kind !== 'and' && kind !== 'or') return null;
    this.at++;
    return kind;
  }

  private sign(): Sign {
    const { kind } = this.peek();
    if (kind !== '+' && kind !== '-' && kind !== 'not') return null;
    this.at++;
    return kind === '+' ? '+' : '-';
  }

  private runsOn(ahead: number): boolean {
    return (
      !this.splitWords &&
      this.peek(ahead).kind === 'term' &&
      this.peek(ahead + 1).kind === 'term' &&
      !ENDS_A_RUN.has(this.peek(ahead + 2).kind)
    );
  }

  private words(): Query {
    const words: string[] = [];
    for (;;) {
      const more = this.runsOn(0);
      const token = this.take('term');
      if (++this.clauses > MOST_CLAUSES) throw new SyntaxFault('the query has too many clauses', token.at);
      words.push(unescapeWord(token.text, token.at));
      if (!more) return Object.freeze({ kind: 'words', field: null, words: Object.freeze(words) });
    }
  }

  private clause(): Query {
    const field = this.field();
    const opening = this.peek().kind;
    if (opening !== '(' && opening !== 'filter(') return this.boosted(this.atom(field));
    this.at++;
    const group = this.group(field, opening === 'filter(');
    this.take(')');
    return this.boosted(group);
  }

  private field(): string | null {
    const token = this.peek();
    if ((token.kind !== 'term' && token.kind !== '*') || this.peek(1).kind !== ':') return null;
    this.at += 2;
    return unescapeWord(token.text, token.at);
  }

  /** A boost may stand before or behind the slop; the atom has eaten the one before. */
  private pendingBoost: Token | null = null;

  private boosted(query: Query): Query {
    const token = this.pendingBoost ?? (this.peek().kind === 'boost' ? this.take('boost') : null);
    this.pendingBoost = null;
    if (token === null) return query;
    const constant = token.text[1] === '=';
    const by = Math.min(Number(token.text.slice(constant ? 2 : 1)), MOST);
    if (by < 0) throw new SyntaxFault(`a boost may not be negative: ${token.text}`, token.at);
    return Object.freeze(constant ? { kind: 'constant', query, score: by } : { kind: 'boost', query, by });
  }

  private atom(field: string | null): Leaf {
    const token = this.peek();
    this.at++;
    if (token.kind === '[' || token.kind === '{') return this.range(field, token.kind === '[');
    if (token.kind === 'quoted') return this.phrase(field, token);
    if (
      token.kind === 'term' ||
      token.kind === 'bare' ||
      token.kind === '*' ||
      token.kind === 'prefix' ||
      token.kind === 'wildcard' ||
      token.kind === 'regex'
    )
      return this.word(field, token);
    return this.refuse(token);
  }

  private slop(): Token | null {
    if (this.peek().kind === 'boost') {
      this.pendingBoost = this.take('boost');
    }
    return this.peek().kind === 'slop' ? this.take('slop') : null;
  }

  private phrase(field: string | null, token: Token): Leaf {
    const slop = this.slop();
    const moves = slop === null ? 0 : Math.trunc(Number(slop.text.slice(1)));
    return Object.freeze({
      kind: 'phrase',
      field,
      text: unescapeWord(token.text.slice(1, -1), token.at + 1),
      slop: Math.min(moves, 0x7fffffff),
    });
  }

  private word(field: string | null, token: Token): Leaf {
    const slop = this.slop();
    if (token.kind === '*' || token.kind === 'wildcard') return Object.freeze({ kind: 'wildcard', field, pattern: token.text });
    if (token.kind === 'prefix') return Object.freeze({ kind: 'prefix', field, text: unescapeWord(token.text.slice(0, -1), token.at) });
    if (token.kind === 'regex') return Object.freeze({ kind: 'regex', field, pattern: token.text.slice(1, -1) });
    const text = unescapeWord(token.text, token.at);
    if (slop === null) return Object.freeze({ kind: 'term', field, text });
    const edits = slop.text === '~' ? 2 : Math.min(Number(slop.text.slice(1)), MOST);
    if (edits >= 1 && !Number.isInteger(edits)) throw new SyntaxFault('a distance of one and more must be whole', slop.at);
    return Object.freeze({ kind: 'fuzzy', field, text, edits });
  }

  private range(field: string | null, fromInclusive: boolean): Leaf {
    const from = this.bound();
    this.take('to');
    const to = this.bound();
    const closing = this.peek().kind;
    this.take(closing === '}' ? '}' : ']');
    return Object.freeze({ kind: 'range', field, from: bound(from, fromInclusive), to: bound(to, closing === ']') });
  }

  private bound(): Token {
    const token = this.peek();
    if (token.kind !== 'goop' && token.kind !== 'rangequoted') this.refuse(token);
    this.at++;
    return token;
  }
}

function bound(token: Token, inclusive: boolean): Bound {
  if (token.kind === 'goop' && token.text === '*') return null;
  const text = token.kind === 'rangequoted' ? token.text.slice(1, -1) : token.text;
  return Object.freeze({ text: unescapeWord(text, token.at), inclusive });
}
