/** The parameters of `resource_search`, and what is wrong with them. */
import { parseDate } from '#domain/dates.ts';
import { type ErrorDict, ValidationError } from '#domain/errors.ts';
import type { ResourceCondition } from '#store/resource-search.ts';
import type { Input, SiteFacts } from '../action.ts';
import { readPage } from '../parameters.ts';

const CONTAINED = ['url', 'format', 'description', 'name', 'resource_type', 'mimetype', 'mimetype_inner', 'cache_url', 'url_type'];
const TIMES = ['created', 'last_modified', 'metadata_modified', 'cache_last_updated'];
const HOW: ReadonlyMap<string, ResourceCondition['how']> = new Map([
  ...CONTAINED.map((name) => [name, 'contains'] as const),
  ...[...TIMES, 'size'].map((name) => [name, 'equals'] as const),
  ['hash', 'begins'],
]);
const SORTABLE: ReadonlySet<string> = new Set([...HOW.keys(), 'id', 'package_id', 'position', 'state']);

const MOST = 10_000;

export type AskedResources = {
  readonly conditions: readonly ResourceCondition[];
  readonly orderBy: string | undefined;
  readonly limit: number;
  readonly offset: number;
};

export function readResourceQuery(input: Input, { settings }: SiteFacts): AskedResources {
  const { limit, offset } = readPage(input);
  const conditions = conditionsIn(input.query, settings['ckan.extra_resource_fields']);
  const { order_by: order } = input;
  return {
    conditions,
    // CKAN: what is no field of resources orders nothing
    orderBy: typeof order === 'string' && SORTABLE.has(order) ? order : undefined,
    limit: Math.min(limit ?? MOST, MOST),
    offset: offset ?? 0,
  };
}

/** CKAN: of two conditions on one field the last counts. */
function conditionsIn(query: unknown, extraFields: readonly string[]): readonly ResourceCondition[] {
  if (query === undefined || query === null) refuse({ query: 'Missing value' });
  const terms: readonly unknown[] = Array.isArray(query) ? query : [query];
  const byField = new Map<string, ResourceCondition>();
  for (const term of terms) {
    const at = typeof term === 'string' ? term.indexOf(':') : -1;
    if (typeof term !== 'string' || at < 0) return refuse({ query: 'Must be <field>:<value> pair(s)' });
    const [field, text] = [term.slice(0, at), term.slice(at + 1)];
    const how = HOW.get(field) ?? (extraFields.includes(field) ? 'contains' : undefined);
    if (how === undefined) return refuse({ query: `Field "${field}" not recognised in resource_search.` });
    byField.set(field, { field, how, text: TIMES.includes(field) ? (parseDate(text) ?? text) : text });
  }
  return [...byField.values()];
}

function refuse(errors: ErrorDict): never {
  throw new ValidationError(errors);
}
