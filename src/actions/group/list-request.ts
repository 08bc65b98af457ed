/** The parameters of `group_list` and `organization_list`, and what is wrong with them. */
import { ValidationError } from '#domain/errors.ts';
import type { Input, SiteFacts } from '../action.ts';
import { type PageOfList, flagOr, readPage, textIn } from '../parameters.ts';
import type { GroupKind } from './kind.ts';
import { LIST_DEFAULTS, type ShowFlags, readShowFlags } from './show-flags.ts';

export type ListOrder = { readonly field: 'name' | 'title' | 'package_count'; readonly descending: boolean };

export type ListRequest = {
  /** Undefined: names of any group. */
  readonly names: ReadonlySet<string> | undefined;
  readonly type: unknown;
  /** Text to be found in name, title or description; in lower case. */
  readonly q: string;
  readonly order: ListOrder;
  readonly limit: number;
  readonly offset: number;
  /** What is shown of each group; undefined: the name alone. */
  readonly flags: ShowFlags | undefined;
};

export function readListRequest(kind: GroupKind, input: Input, { settings }: SiteFacts): ListRequest {
  const allFields = flagOr(input, 'all_fields', false);
  const { limit, offset } = readPageStrictly(input);
  const most = settings[allFields ? 'ckan.group_and_organization_list_all_fields_max' : 'ckan.group_and_organization_list_max'];
  return {
    names: readNames(input, `${kind}s`),
    type: input.type === undefined ? kind : input.type,
    q: textIn(input, 'q', '').trim().toLowerCase(),
    order: readOrder(textIn(input, 'sort', '') || textIn(input, 'order_by', '') || settings['ckan.default_group_sort']),
    limit: limit ? Math.min(limit, most) : most,
    offset: offset ?? 0,
    flags: allFields ? readShowFlags(input, LIST_DEFAULTS) : undefined,
  };
}

function readPageStrictly(input: Input): PageOfList {
  const page = readPage(input);
  if (typeof input.limit === 'string' && input.limit.trim() === '') throw new ValidationError({ limit: ['Invalid integer'] });
  return page;
}

/** A list of names, or a text that separates them by commas. */
function readNames(input: Input, name: string): ReadonlySet<string> | undefined {
  const value = input[name];
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  if (typeof value === 'string') return new Set(value.split(',').map((part) => part.trim()));
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return new Set(value);
  throw new ValidationError({ [name]: ['Must be a list of names'] });
}

const FIELDS: ReadonlySet<string> = new Set(['name', 'title', 'package_count', 'packages']);

function readOrder(text: string): ListOrder {
  const criteria = text.split(',').map((part) => part.trim().split(/\s+/));
  const faults = criteria.flatMap(([field = '', direction = 'asc']) => {
    if (!FIELDS.has(field)) return [`Cannot sort by field \`${field}\``];
    return /^(asc|desc)$/i.test(direction) ? [] : [`Invalid sort direction \`${direction.toLowerCase()}\``];
  });
  if (faults[0] !== undefined) throw new ValidationError({ message: faults[0] });
  if (criteria.length > 1) throw new ValidationError({ message: 'Too many sort criteria provided only 1 allowed' });
  const [field = '', direction] = criteria[0] ?? [];
  if (field === 'packages' && direction !== undefined) throw new ValidationError({ sort: ['Sort by package_count instead'] });
  // CKAN: by count, the largest stand first unless another direction is named
  const counted = field === 'packages' || field === 'package_count';
  return {
    field: counted ? 'package_count' : field === 'name' ? 'name' : 'title',
    descending: direction === undefined ? counted : /^desc$/i.test(direction),
  };
}
