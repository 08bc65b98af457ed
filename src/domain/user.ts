/** People with an account. Secrets (password, account key) never leave `store/`. */
import type { Timestamp } from './clock.ts';
import type { UserId } from './ids.ts';

/** Fewest characters of a password; CKAN's own. */
export const PASSWORD_MIN = 8;

export type User = {
  readonly id: UserId;
  readonly name: string;
  readonly email: string | null;
  readonly fullname: string | null;
  readonly about: string | null;
  readonly imageUrl: string | null;
  readonly sysadmin: boolean;
  /** `active`, `pending` or `deleted`; only active users act. */
  readonly state: string;
  readonly created: Timestamp;
  readonly lastActive: Timestamp | null;
  readonly notifications: boolean;
  readonly pluginExtras: Readonly<Record<string, unknown>> | null;
  readonly mustChangePassword: boolean;
  readonly rev: number;
};

export type ApiToken = {
  readonly id: string;
  readonly userId: UserId;
  readonly name: string;
  readonly createdAt: Timestamp;
  readonly lastAccess: Timestamp | null;
};
