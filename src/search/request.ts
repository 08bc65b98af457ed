/**
 * CKAN's `package_search` parameters turned into one typed request, or into the
 * refusals CKAN is known to give. Its odd decisions are made here, by name.
 */
import type { Audience } from '#domain/audience.ts';
import { SearchError } from '#domain/errors.ts';
import { pythonText } from '#domain/python-text.ts';
import { fieldOf } from './fields.ts';
import { refuseLocalParameters } from './local-parameters.ts';
import { readParameters, type Parameters } from './parameters.ts';
import { EVERYTHING, NOTHING, type Query } from './query/ast.ts';
import { parseDismax } from './query/dismax.ts';
import { parseEdismax } from './query/edismax.ts';
import { parse } from './query/parse.ts';
import { SyntaxFault } from './query/syntax-fault.ts';
import type { Spread, WeightedField } from './resolve.ts';
import { parseSort, type SortClause } from './sort-spec.ts';

export type { Audience };

/** `limit` below zero is no limit, in term order. */
export type FacetRequest = { readonly fields: readonly string[]; readonly limit: number; readonly mincount: number };

/** Everything an index needs to answer, and what the caller reads back. */
export type SearchRequest = {
  readonly query: Query;
  readonly spread: Spread;
  readonly filters: readonly Query[];
  readonly sort: readonly SortClause[];
  readonly start: number;
  readonly rows: number;
  readonly facets: FacetRequest | null;
  /** Whose eyes the answer is for: everything is counted after this filter. */
  readonly audience: Audience;
  readonly siteId: string;
  readonly now: Date;
  /** The sort as text, default included. */
  readonly sortText: string;
  /** Stored fields asked for instead of whole dicts. */
  readonly fl: readonly string[] | null;
  readonly useDefaultSchema: boolean;
  readonly include: { readonly private: boolean; readonly drafts: boolean; readonly deleted: boolean };
};

export type SearchSettings = {
  readonly facetLimit: number;
  readonly rowsMax: number;
  readonly defaultSort: string;
  readonly defaultParser: 'dismax' | 'edismax';
  readonly siteId: string;
  readonly allowedQueryParsers: readonly string[];
  readonly now: Date;
};

const DEFAULT_FIELDS = 'name^4 title^4 tags^2 groups^2 text';
const DEFAULT_TIE = '0.1';
const DEFAULT_MINIMUM = '2<-1 5<80%';
/** Longer texts are refused before they cost anything. */
const LONGEST_TEXT = 65_536;
const LARGEST_START = 2 ** 31 - 1;

/** The request behind the parameters; throws `ValidationError`, `SearchQueryError` or `SearchError`. */
export function searchRequest(params: Readonly<Record<string, unknown>>, audience: Audience, settings: SearchSettings): SearchRequest {
  const given = readParameters(params, settings.rowsMax);
  const fq = withVisibility(given);
  checkTexts(given, fq, settings.allowedQueryParsers);
  if (given.start > LARGEST_START) refuse(`For input string: "${given.start}"`);
  const { query, spread } = mainQuery(given, settings);
  const sortText = given.sort === null || given.sort === 'rank' ? settings.defaultSort : given.sort;
  return {
    query,
    spread,
    audience,
    sort: parseSort(sortText),
    filters: [fq, ...given.fqList].filter((text) => text.trim() !== '').map((text) => reading(text, () => parse(text))),
    start: given.start,
    rows: given.rows,
    facets: facetsOf(given, settings),
    siteId: settings.siteId,
    now: settings.now,
    sortText,
    fl: given.fl,
    useDefaultSchema: given.useDefaultSchema,
    include: { private: given.includePrivate, drafts: given.includeDrafts, deleted: given.includeDeleted },
  };
}

/** What is typed into a box that completes names: the text anywhere in slug or title, own private datasets too. */
export function autocompleteRequest(q: string, limit: number, audience: Audience, settings: SearchSettings): SearchRequest {
  const text = q.replaceAll('"', '');
  const field = (name: string): Query => ({ kind: 'phrase', field: name, text, slop: 0 });
  const names = ['name_ngram', 'title_ngram', 'name', 'title'];
  return {
    query: {
      kind: 'group',
      field: null,
      filter: false,
      items: names.map((name, i) => ({ join: i === 0 ? null : 'or', sign: null, query: field(name) })),
    },
    spread: { kind: 'lucene' },
    audience,
    sort: parseSort('score desc, metadata_modified desc'),
    filters: [parse('+state:active')],
    start: 0,
    rows: limit,
    facets: null,
    siteId: settings.siteId,
    now: settings.now,
    sortText: 'score desc',
    fl: null,
    useDefaultSchema: false,
    include: { private: true, drafts: false, deleted: false },
  };
}

/** CKAN: visibility is glued onto the caller's filter, so that a bare `a OR b` in it becomes optional. */
function withVisibility(given: Parameters): string {
  const states = ['active', ...(given.includeDrafts ? ['draft'] : []), ...(given.includeDeleted ? ['deleted'] : [])];
  const own = given.includePrivate ? given.fq : `+capacity:public ${given.fq}`;
  return own.includes('+state') ? own : `${own} +state:(${states.join(' OR ')})`;
}

function checkTexts(given: Parameters, fq: string, allowed: readonly string[]): void {
  const texts: readonly (readonly [string, string | null])[] = [
    ['q', given.q],
    ['fq', fq],
    ...given.fqList.map((text) => ['fq_list', text] as const),
    ['sort', given.sort],
    ...(given.fl ?? []).map((text) => ['fl', text] as const),
    ...given.facetFields.map((text) => ['facet.field', text] as const),
    ...Object.entries(given.text),
  ];
  for (const [name, text] of texts) {
    if (text === null) continue;
    if (text.length > LONGEST_TEXT) refuse(`the parameter ${name} is too long`);
    refuseLocalParameters(name, text, allowed);
  }
}

/** CKAN: a colon anywhere in `q` leaves DisMax for the Lucene grammar; eDisMax is never left. */
function mainQuery(given: Parameters, settings: SearchSettings): { query: Query; spread: Spread } {
  const local = /^\s*\{!([^}]*)\}/.exec(given.q);
  const text = local === null ? given.q : given.q.slice(local[0].length);
  if (text === '' || text === '""' || text === "''") return { query: EVERYTHING, spread: { kind: 'lucene' } };
  const asked = local?.[1]?.trim() ?? given.text.defType ?? settings.defaultParser;
  const parser = local !== null || !text.includes(':') || asked === 'edismax' ? asked : 'lucene';
  if (parser === 'lucene') return { query: reading(text, () => parse(text)), spread: { kind: 'lucene' } };
  if (parser !== 'dismax' && parser !== 'edismax') return refuse(`invalid query parser '${parser}'`);
  const spread = {
    kind: parser,
    fields: weightedFields(given.text.qf ?? DEFAULT_FIELDS),
    tie: tieOf(given.text.tie ?? DEFAULT_TIE),
    minimum: given.text.mm ?? DEFAULT_MINIMUM,
  } as const;
  return parser === 'dismax' ? { query: dismaxQuery(text), spread } : { query: edismaxQuery(text), spread };
}

// a text of blanks is no query at all
const dismaxQuery = (text: string): Query => (text.trim() === '' ? NOTHING : reading(text, () => parseDismax(text)));
const edismaxQuery = (text: string): Query => (text.trim() === '' ? NOTHING : reading(text, () => parseEdismax(text).query));

function weightedFields(text: string): WeightedField[] {
  const fields = text
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [field = '', boost = ''] = part.split('^');
      if (boost !== '' && !/^\d{1,9}(?:\.\d{1,20})?$|^\.\d{1,20}$/.test(boost)) refuse(`For input string: "${boost}"`);
      return { field, boost: boost === '' ? 1 : Number(boost) };
    });
  return fields.length > 0 ? fields : [{ field: 'text', boost: 1 }];
}

function tieOf(text: string): number {
  const tie = Number(text);
  return text.trim() === '' || !Number.isFinite(tie) || tie < 0 || tie > 1 ? refuse(`For input string: "${text}"`) : tie;
}

function facetsOf(given: Parameters, settings: SearchSettings): SearchRequest['facets'] {
  if (!wantsFacets(given.facet) || given.facetFields.length === 0) return null;
  if (given.facetLimit === undefined) refuse('For input string: "None"');
  for (const name of given.facetFields) {
    const { type } = fieldOf(name);
    if (type === 'date' || type === 'int') refuse(`Can't facet on a PointField without docValues: ${name}`);
    if (type === 'unindexed') refuse(`Can't facet on a field that is not indexed: ${name}`);
  }
  return { fields: [...new Set(given.facetFields)], limit: given.facetLimit ?? settings.facetLimit, mincount: given.facetMincount ?? 1 };
}

/** Solr: the beginning of the text decides, in lower case; CKAN lets Python's words through too. */
function wantsFacets(text: string | null): boolean {
  if (text === null || text === 'True' || /^(?:true|on|yes)/.test(text)) return true;
  if (text === 'False' || text === 'no' || /^(?:false|off)/.test(text)) return false;
  return refuse(`invalid boolean value: ${text}`);
}

function reading<T>(text: string, read: () => T): T {
  try {
    return read();
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    return refuse(`Cannot parse ${pythonText(text.slice(0, 200))}: ${fault.message} at ${fault.at}`);
  }
}

function refuse(reason: string): never {
  throw new SearchError(`Search error: "SOLR returned an error running query: ${reason}"`);
}
