/** What of a group is shown: the flags of the show and list actions. */
import { ValidationError } from '#domain/errors.ts';
import type { Input, Parameter } from '../action.ts';
import { asBoolean } from '#schema/validators/boolean.ts';

export type ShowFlags = {
  /** The first datasets, with their count. */
  readonly datasets: boolean;
  readonly datasetCount: boolean;
  readonly extras: boolean;
  readonly users: boolean;
  readonly groups: boolean;
  readonly followers: boolean;
  readonly tags: boolean;
  readonly memberCount: boolean;
};

const NAMES: Readonly<Record<keyof ShowFlags, string>> = {
  datasets: 'include_datasets',
  datasetCount: 'include_dataset_count',
  extras: 'include_extras',
  users: 'include_users',
  groups: 'include_groups',
  followers: 'include_followers',
  tags: 'include_tags',
  memberCount: 'include_member_count',
};

/** Of one group by itself. */
export const showDefaults = (publicUserDetails: boolean): ShowFlags => ({
  datasets: false,
  datasetCount: true,
  extras: true,
  users: publicUserDetails,
  groups: true,
  followers: true,
  tags: true,
  memberCount: false,
});

/** Of each group in a list. */
export const LIST_DEFAULTS: ShowFlags = {
  datasets: false,
  datasetCount: true,
  extras: false,
  users: false,
  groups: false,
  followers: false,
  tags: false,
  memberCount: false,
};

export const flagParameters: Readonly<Record<string, Parameter>> = {
  include_datasets: { kind: 'flag', about: 'The ten datasets changed last' },
  include_dataset_count: { kind: 'flag', about: 'How many datasets the caller sees, as package_count' },
  include_extras: { kind: 'flag', about: 'Further fields as key and value' },
  include_users: { kind: 'flag', about: 'The members with their roles' },
  include_groups: { kind: 'flag', about: 'The groups above this one' },
  include_followers: { kind: 'flag', about: 'How many people follow, else 0' },
  include_tags: { kind: 'flag', about: 'An empty list under the key tags, which old clients look for' },
  include_member_count: { kind: 'flag', about: 'How many members there are' },
};

export function readShowFlags(input: Input, defaults: ShowFlags): ShowFlags {
  const read = (key: keyof ShowFlags): boolean => {
    const value = input[NAMES[key]];
    const flag = value === undefined ? defaults[key] : asBoolean(value);
    if (flag === undefined) throw nonsense(key);
    return flag;
  };
  return {
    datasets: read('datasets'),
    datasetCount: read('datasetCount'),
    extras: read('extras'),
    users: read('users'),
    groups: read('groups'),
    followers: read('followers'),
    tags: read('tags'),
    memberCount: read('memberCount'),
  };
}

/** CKAN: two of the flags fail there; ours name the parameter. The others are refused without a name. */
const nonsense = (key: keyof ShowFlags): ValidationError =>
  key === 'datasets' || key === 'datasetCount'
    ? new ValidationError({ [NAMES[key]]: ['Must be true or false'] })
    : new ValidationError({ message: 'Parameter is not an bool' });
