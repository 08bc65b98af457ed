/** Groups and organizations: one noun, told apart by `isOrganization`. */
import type { Timestamp } from './clock.ts';
import type { GroupId, UserId } from './ids.ts';

export type Group = {
  readonly id: GroupId;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly imageUrl: string;
  readonly isOrganization: boolean;
  /** `group`, `organization`, or a kind of the portal's own. */
  readonly type: string;
  readonly state: string;
  readonly approvalStatus: string;
  readonly created: Timestamp;
  readonly extras: readonly GroupExtra[];
  /** Groups of the same kind that this one stands under. */
  readonly parents: readonly GroupId[];
  readonly rev: number;
};

export type GroupExtra = { readonly id: string; readonly key: string; readonly value: string; readonly state: string };

export type GroupMember = { readonly id: string; readonly groupId: GroupId; readonly userId: UserId; readonly capacity: string };
