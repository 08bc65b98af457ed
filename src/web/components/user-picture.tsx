/** A person's picture, or the first letters of the name: no service of others is asked for one. */
import type { VNode } from 'preact';
import { shownName, type UserDict } from '../data/user.ts';
import { safeAddress } from '../text/addresses.ts';

export function UserPicture({ user }: { readonly user: UserDict }): VNode {
  const address = safeAddress(user.image_display_url);
  return address === undefined ? (
    <p class="initials" aria-hidden="true">
      {initialsOf(shownName(user))}
    </p>
  ) : (
    <p class="user-picture">
      <img src={address} alt="" width="72" height="72" referrerpolicy="no-referrer" />
    </p>
  );
}

const initialsOf = (name: string): string =>
  name
    .split(/[\s._-]+/)
    .filter((word) => word !== '')
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
