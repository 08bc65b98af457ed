/** What a line is: a dataset, an organization, a group, a user or a vocabulary, by its `is_organization` and `type`. */

export const KINDS = ['datasets', 'organizations', 'groups', 'users', 'vocabularies'] as const;
export type Kind = (typeof KINDS)[number];

export const isKind = (text: string): text is Kind => (KINDS as readonly string[]).includes(text);

export type JsonObject = Readonly<Record<string, unknown>>;

const BY_TYPE: Readonly<Record<string, Kind>> = {
  organization: 'organizations',
  group: 'groups',
  user: 'users',
  vocabulary: 'vocabularies',
  dataset: 'datasets',
};

/** Undefined where the line says nothing of what it is, or two things at once. */
export function kindOf({ type, is_organization: isOrganization }: JsonObject): Kind | undefined {
  const said = typeof type === 'string' && type !== '' ? type : undefined;
  const byType = said === undefined ? undefined : BY_TYPE[said];
  if (typeof isOrganization === 'boolean') {
    const byFlag: Kind = isOrganization ? 'organizations' : 'groups';
    return byType === undefined || byType === byFlag ? byFlag : undefined;
  }
  if (isOrganization !== undefined && isOrganization !== null) return undefined;
  // A kind of record that a portal defined itself is a dataset: its groups say `is_organization`.
  return said === undefined ? undefined : (byType ?? 'datasets');
}
