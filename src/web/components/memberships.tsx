/** The organizations or groups in which somebody holds a role. */
import type { VNode } from 'preact';
import { titleOf } from '../data/dataset.ts';
import { type Kind, groupPath } from '../data/group.ts';
import { type Membership, rolesIn } from '../data/user.ts';
import { path } from '../text/addresses.ts';
import { counted } from '../text/sizes.ts';

type Props = {
  readonly kind: Kind;
  readonly memberships: readonly Membership[];
  /** For the one who holds the roles: the ways to what they allow. */
  readonly own?: boolean;
};

export const Memberships = ({ kind, memberships, own = false }: Props): VNode => (
  <ul class="membership-list">
    {memberships.map((membership) => (
      <li>
        <p class="membership-title">
          <a href={groupPath(kind, membership)}>{titleOf(membership)}</a> <span class="mark mark-private">{rolesIn(membership)}</span>
        </p>
        <p class="quiet">
          {counted(membership.package_count ?? 0, 'dataset')}, {counted(membership.member_count ?? 0, 'member')}
        </p>
        {own && <Ways kind={kind} membership={membership} />}
      </li>
    ))}
  </ul>
);

function Ways({ kind, membership }: { readonly kind: Kind; readonly membership: Membership }): VNode | null {
  const holds = (...roles: readonly string[]): boolean => membership.capacities.some((capacity) => roles.includes(capacity));
  const ways: readonly (readonly [boolean, string, string])[] = [
    [kind === 'organization' && holds('admin', 'editor'), `/dataset/new?owner_org=${encodeURIComponent(membership.id)}`, 'Add a dataset'],
    [holds('admin'), path(kind, 'manage_members', membership.name), 'Members'],
    [holds('admin'), path(kind, 'edit', membership.name), 'Edit'],
  ];
  const open = ways.filter(([allowed]) => allowed);
  if (open.length === 0) return null;
  return (
    <ul class="membership-ways">
      {open.map(([, href, title]) => (
        <li>
          <a href={href}>
            {title}
            <span class="unseen">
              {' '}
              {kind === 'organization' && title === 'Add a dataset' ? 'to' : 'of'} {titleOf(membership)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
