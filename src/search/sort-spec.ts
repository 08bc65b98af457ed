/** The `sort` parameter: fields with directions, separated by commas. */
import { SearchError, SearchQueryError } from '#domain/errors.ts';
import { fieldOf } from './fields.ts';

/** A key of the order; `score` and `_docid_` are no fields, a function orders nothing. */
export type SortClause = { readonly field: string; readonly descending: boolean };

const DIRECTIONS: Readonly<Record<string, boolean>> = { asc: false, bottom: false, desc: true, top: true };

/** The clauses of a sort; throws `SearchQueryError` where a direction is missing. */
export function parseSort(text: string): SortClause[] {
  const clauses: SortClause[] = [];
  let rest = text;
  if (text !== '' && text.trim() === '') refuse();
  while (rest.trim() !== '') {
    const name = nameAt(rest.trimStart());
    const after = rest.trimStart().slice(name.length);
    const direction = /^\s+([A-Za-z]+)\s*(,|$)/.exec(after);
    const descending = DIRECTIONS[direction?.[1]?.toLowerCase() ?? ''];
    if (direction === null || descending === undefined) return refuse();
    clauses.push({ field: checked(name), descending });
    rest = after.slice(direction[0].length);
  }
  return clauses;
}

function refuse(): never {
  throw new SearchQueryError(`Search Query is invalid: 'Invalid "sort" parameter'`);
}

/** A name ends at a blank; a function at the bracket that closes its first. */
function nameAt(text: string): string {
  const word = /^\S*/.exec(text)?.[0] ?? '';
  const open = word.indexOf('(');
  if (open < 0) return word;
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return text.slice(0, i + 1);
  }
  return word;
}

function checked(name: string): string {
  const field = fieldOf(name);
  const isText = field.type === 'text' || field.type === 'text_general';
  if (isText && field.many)
    throw new SearchError(
      `Search error: "SOLR returned an error running query: can not sort on multivalued field: ${name} of type: ${field.type}"`,
    );
  if (field.type === 'unindexed')
    throw new SearchError(`Search error: "SOLR returned an error running query: can not sort on a field that is not indexed: ${name}"`);
  return name;
}
