/**
 * The parameters of `package_search`, checked and converted as CKAN's schema does:
 * refusals of all of them are collected before any unknown one is complained about.
 */
import { SearchQueryError, ValidationError } from '#domain/errors.ts';
import { pythonText } from '#domain/python-text.ts';
import { pythonInt, unicodeSafe } from './python-text.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Parameters in their right types; what was not given is null. */
export type Parameters = {
  readonly q: string;
  readonly fq: string;
  readonly fqList: readonly string[];
  readonly rows: number;
  readonly start: number;
  readonly sort: string | null;
  readonly fl: readonly string[] | null;
  readonly facet: string | null;
  readonly facetFields: readonly string[];
  /** `undefined` for a blank text, which CKAN sends on as the word None. */
  readonly facetLimit: number | null | undefined;
  readonly facetMincount: number | null;
  readonly text: Readonly<Record<'qf' | 'bf' | 'boost' | 'tie' | 'mm' | 'defType', string | null>>;
  readonly includePrivate: boolean;
  readonly includeDrafts: boolean;
  readonly includeDeleted: boolean;
  readonly useDefaultSchema: boolean;
};

const KNOWN = new Set([
  'q',
  'fq',
  'fq_list',
  'rows',
  'start',
  'sort',
  'fl',
  'facet',
  'facet.field',
  'facet.limit',
  'facet.mincount',
  'qf',
  'bf',
  'boost',
  'tie',
  'mm',
  'defType',
  'df',
  'wt',
  'extras',
  'include_private',
  'include_drafts',
  'include_deleted',
  'use_default_schema',
  'callback',
]);

/** Checks everything; throws `ValidationError`, then `SearchQueryError` for unknown names. */
export function readParameters(raw: Raw, rowsMax: number): Parameters {
  const checker = new Checker(raw);
  const parameters: Parameters = {
    q: unicodeSafe(raw.q),
    fq: unicodeSafe(raw.fq),
    fqList: filterList(raw.fq_list),
    rows: Math.min(checker.natural('rows', 10, ['Please enter an integer value']), rowsMax),
    start: checker.natural('start', 0, []),
    sort: raw.sort === null || raw.sort === undefined ? null : unicodeSafe(raw.sort),
    fl: checker.names('fl'),
    facet: raw.facet === null || raw.facet === undefined ? null : unicodeSafe(raw.facet),
    facetFields: checker.strings('facet.field'),
    facetLimit: checker.limit('facet.limit'),
    facetMincount: raw['facet.mincount'] === null || raw['facet.mincount'] === undefined ? null : checker.natural('facet.mincount', 1, []),
    text: {
      qf: given(raw.qf),
      bf: given(raw.bf),
      boost: given(raw.boost),
      tie: given(raw.tie),
      mm: given(raw.mm),
      defType: given(raw.defType),
    },
    includePrivate: checker.flag('include_private'),
    includeDrafts: checker.flag('include_drafts'),
    includeDeleted: checker.flag('include_deleted'),
    useDefaultSchema: checker.flag('use_default_schema'),
  };
  checker.finish();
  const unknown = Object.keys(raw)
    .filter((name) => !KNOWN.has(name) && !name.startsWith('ext_'))
    .sort();
  if (unknown.length > 0)
    throw new SearchQueryError(`Search Query is invalid: ${pythonText(`Invalid search parameters: ${pythonText(unknown)}`)}`);
  return parameters;
}

const given = (value: unknown): string | null => (value === null || value === undefined ? null : unicodeSafe(value));

function filterList(value: unknown): string[] {
  if (value === null || value === undefined || value === '') return [];
  return (Array.isArray(value) ? value : [value]).map(unicodeSafe);
}

class Checker {
  private readonly raw: Raw;
  private readonly errors: Record<string, string[]> = {};

  constructor(raw: Raw) {
    this.raw = raw;
  }

  finish(): void {
    if (Object.keys(this.errors).length > 0) throw new ValidationError(this.errors);
  }

  /** A whole number from zero up. CKAN: each later validator of a field adds its own complaint about a text. */
  natural(name: string, otherwise: number, more: readonly string[]): number {
    const value = this.raw[name];
    if (value === null || value === undefined || (value === '' && name === 'rows')) return otherwise;
    const whole = wholeNumber(value);
    if (whole !== null && whole >= 0) return whole;
    this.errors[name] = whole !== null ? ['Must be a natural number'] : ['Invalid integer', ...(typeof value === 'number' ? [] : more)];
    return otherwise;
  }

  limit(name: string): number | null | undefined {
    const value = this.raw[name];
    if (value === null || value === undefined) return null;
    if (typeof value === 'string' && value.trim() === '') return undefined;
    const whole = wholeNumber(value);
    if (whole === null) this.errors[name] = ['Invalid integer'];
    return whole;
  }

  /** A list of texts, or the JSON of one. */
  strings(name: string): string[] {
    let value = this.raw[name];
    if (value === null || value === undefined) return [];
    const errors: string[] = [];
    if (typeof value === 'string') {
      try {
        value = JSON.parse(value) as unknown;
      } catch {
        errors.push('Could not parse as valid JSON');
      }
    }
    if (!Array.isArray(value)) errors.push('Not a list');
    else {
      const wrong = value.findIndex((item) => typeof item !== 'string');
      if (wrong >= 0) errors.push(`Not a string: ${pythonText(value[wrong])}`);
    }
    if (errors.length > 0) {
      this.errors[name] = errors;
      return [];
    }
    return value as string[];
  }

  names(name: string): string[] | null {
    const value = this.raw[name];
    if (value === null || value === undefined || value === '') return null;
    if (typeof value === 'string') return [value];
    if (typeof value !== 'object') {
      this.errors[name] = ['Not a list'];
      return null;
    }
    const list = Array.isArray(value) ? value.map(unicodeSafe) : Object.keys(value);
    return list.length === 0 ? null : list;
  }

  flag(name: string): boolean {
    const value = this.raw[name];
    if (typeof value !== 'string') return Boolean(value) && !(Array.isArray(value) && value.length === 0);
    const word = value.trim().toLowerCase();
    if (['true', 'yes', 'on', 'y', 't', '1'].includes(word)) return true;
    if (!['false', 'no', 'off', 'n', 'f', '0'].includes(word)) this.errors[name] = ['Must be true or false'];
    return false;
  }
}

function wholeNumber(value: unknown): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isInteger(value) ? value : null;
  return typeof value === 'string' ? pythonInt(value) : null;
}
