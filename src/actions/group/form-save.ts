/**
 * What the pages need of the actions of groups and organizations and the API does not offer: a change
 * that is made only to the version that the visitor saw.
 */
import type { Group } from '#domain/group.ts';
import type { Spliced } from '#domain/spliced.ts';
import type { WriteAction } from '../action.ts';
import { ChangedMeanwhile } from '../changed-meanwhile.ts';
import { type GroupChange, groupPatch } from './group-update.ts';
import type { GroupKind } from './kind.ts';

type Seen = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly image_url: string | null;
  readonly extras: readonly { readonly key: string; readonly value: unknown }[];
};

/** What of a group tells one version from the next, for people who look at a form. */
export const versionOf = ({ name, title, description, image_url: picture, extras }: Seen): string =>
  JSON.stringify([name, title, description, picture, extras.map(({ key, value }) => [key, value]).sort()]);

const storedVersion = (group: Group): string => versionOf({ ...group, image_url: group.imageUrl });

/** The patch of a kind, refused as `ChangedMeanwhile` unless the group is still as it was seen. */
export function groupPatchOf(kind: GroupKind, seen: string): WriteAction<Group, GroupChange, Spliced> {
  const patch = groupPatch(kind);
  return {
    ...patch,
    check: (call, input, group) => {
      if (storedVersion(group) !== seen) throw new ChangedMeanwhile();
      return patch.check(call, input, group);
    },
  };
}
