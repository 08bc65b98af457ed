/** Accounts, API tokens, account keys and log-in sessions. */
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { ApiToken, User } from '#domain/user.ts';
import { logged } from './changes.ts';
import type { Write } from './commit.ts';
import type { Secrets } from './secrets.ts';

/** The columns of a user, under the names of his type. */
export const USER_COLUMNS = `id, name, email, fullname, about, image_url as "imageUrl", sysadmin, state, created, last_active as "lastActive",
  notifications, plugin_extras as "pluginExtras", must_change_password as "mustChangePassword", rev`;

/** By id first, then by name. */
export async function findUser(pool: pg.Pool, idOrName: string): Promise<User | undefined> {
  const { rows } = await pool.query<User>({
    name: 'user-by-ref',
    text: `select ${USER_COLUMNS} from user_account where id = $1 or name = $1 order by id = $1 desc limit 1`,
    values: [idOrName],
  });
  return rows[0];
}

/** The same, for what a deleted one can no longer have. */
export async function findUndeletedUser(pool: pg.Pool, idOrName: string): Promise<User | undefined> {
  const user = await findUser(pool, idOrName);
  return user?.state === 'deleted' ? undefined : user;
}

/** Users whose id or name is among these. */
export async function findUsers(pool: pg.Pool, refs: readonly string[]): Promise<User[]> {
  return (
    await pool.query<User>({
      name: 'users-by-ref',
      text: `select ${USER_COLUMNS} from user_account where id = any($1) or name = any($1)`,
      values: [refs],
    })
  ).rows;
}

export type GroupUser = User & { readonly groupId: string; readonly capacity: string };

/** The active members of these groups, by name. */
export async function loadGroupUsers(pool: pg.Pool, groupIds: readonly string[]): Promise<GroupUser[]> {
  const { rows } = await pool.query<GroupUser>({
    name: 'group-users',
    text: `select m.group_id as "groupId", m.capacity, u.* from group_member m join (select ${USER_COLUMNS} from user_account where state = 'active') u on u.id = m.user_id
      where m.group_id = any($1) order by u.name`,
    values: [groupIds],
  });
  return rows;
}

/** Ids of users in one of the states who have this address, in any case. */
export async function usersWithEmail(pool: pg.Pool, email: string, states: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select id from user_account where lower(email) = lower($1) and state = any($2)', [
    email,
    states,
  ]);
  return rows.map((row) => row.id);
}

export async function passwordHashOf(pool: pg.Pool, id: string): Promise<string | null> {
  return (await pool.query<{ password: string | null }>('select password from user_account where id = $1', [id])).rows[0]?.password ?? null;
}

const userValues = (user: User): unknown[] => [
  user.id,
  user.name,
  user.email,
  user.fullname,
  user.about,
  user.imageUrl,
  user.sysadmin,
  user.state,
  user.created,
  user.notifications,
  user.pluginExtras === null ? null : JSON.stringify(user.pluginExtras),
  user.mustChangePassword,
];
const touchesUser = (id: string): Write['touches'] => [{ kind: 'user', id }];

export function insertUser(user: User, passwordHash: string | null): Write {
  return {
    parts: {
      user: `insert into user_account (id, name, email, fullname, about, image_url, sysadmin, state, created, notifications, plugin_extras, must_change_password, password)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::json, $12, $13) returning id, rev`,
      change: logged('user', 'user'),
    },
    values: [...userValues(user), passwordHash],
    expects: 'user',
    touches: touchesUser(user.id),
  };
}

/** Goes with an account that gets an address: stale where another one in these states has it, or gets it at this moment. */
export function claimEmail(userId: string, email: string, states: readonly string[]): Write {
  return {
    parts: { email: 'select 1 where kokanee_email_free($1, $2, $3::text[])' },
    values: [email, userId, states],
    expects: 'email',
    touches: [],
  };
}

/** Replaces a user read at `user.rev`; a null hash keeps the password. */
export function updateUser(user: User, passwordHash: string | null): Write {
  return {
    parts: {
      user: `update user_account set name = $2, email = $3, fullname = $4, about = $5, image_url = $6, sysadmin = $7, state = $8, created = $9,
        notifications = $10, plugin_extras = $11::json, must_change_password = $12, password = coalesce($13, password), rev = rev + 1
        where id = $1 and rev = $14 returning id, rev`,
      // A new password ends the sessions that the old one opened; who may not act has none.
      sessions: "delete from web_session where user_id = $1 and ($13::text is not null or $8 <> 'active')",
      change: logged('user', 'user'),
    },
    values: [...userValues(user), passwordHash, user.rev],
    expects: 'user',
    touches: touchesUser(user.id),
  };
}

/** Ends whatever the user could do; his tokens and key come back only with him. Stale where he gets a role meanwhile. */
export function markUserDeleted({ id, rev }: User): Write {
  return {
    parts: {
      user: "update user_account set state = 'deleted', rev = rev + 1 where id = $1 and rev = $2 returning id, rev",
      sessions: 'delete from web_session where user_id = $1',
      memberships: 'delete from group_member where user_id = $1 returning id',
      // Who gives him a role holds his row, for which the part `user` waits.
      roleless: 'select id from @user where (select count(*) from @memberships) >= 0 and not kokanee_has_roles($1)',
      change: logged('user', 'user'),
    },
    values: [id, rev],
    expects: 'roleless',
    touches: touchesUser(id),
  };
}

/** Puts a newer kind of hash in place of the one it was made from. */
export async function rehashPassword(pool: pg.Pool, id: string, old: string, hash: string): Promise<void> {
  await pool.query('update user_account set password = $3 where id = $1 and password = $2', [id, old, hash]);
}

export async function countCreatedDatasets(pool: pg.Pool, userId: string, all: boolean): Promise<number> {
  const { rows } = await pool.query<{ n: number }>({
    name: 'created-datasets',
    text: `select count(*)::integer as n from dataset where creator_user_id = $1 and case when $2 then state <> 'deleted' else state = 'active' and not private end`,
    values: [userId, all],
  });
  return rows[0]?.n ?? 0;
}

/** How many public datasets each of these users has made; those who made none are left out. */
export async function countPublicDatasets(pool: pg.Pool, userIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ id: string; n: number }>(
    "select creator_user_id as id, count(*)::integer as n from dataset where creator_user_id = any($1) and state = 'active' and not private group by creator_user_id",
    [userIds],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

const TOKEN = 'id, user_id as "userId", name, created_at as "createdAt", last_access as "lastAccess"';

export async function listTokens(pool: pg.Pool, userId: string): Promise<ApiToken[]> {
  return (await pool.query<ApiToken>(`select ${TOKEN} from api_token where user_id = $1 order by created_at, id`, [userId])).rows;
}

export async function findToken(pool: pg.Pool, jti: string): Promise<ApiToken | undefined> {
  return (await pool.query<ApiToken>({ name: 'token', text: `select ${TOKEN} from api_token where id = $1`, values: [jti] })).rows[0];
}

export function insertToken(token: ApiToken): Write {
  return {
    parts: { token: 'insert into api_token (id, user_id, name, created_at) values ($1, $2, $3, $4) returning id' },
    values: [token.id, token.userId, token.name, token.createdAt],
    expects: 'token',
    touches: [],
  };
}

export function removeToken(jti: string): Write {
  return {
    parts: {
      token: 'delete from api_token where id = $1 returning id',
      change: "insert into change (kind, id, rev) select 'token', id, 0 from @token",
    },
    values: [jti],
    touches: [{ kind: 'token', id: jti }],
  };
}

/** The account key of a user, made when he has none. Shown to its owner only; callers see to that. */
export async function accountKey(pool: pg.Pool, secrets: Secrets, userId: string, newKey: () => string): Promise<string> {
  const held = await pool.query<{ key_cipher: string | null }>('select key_cipher from user_account where id = $1', [userId]);
  const cipher = held.rows[0]?.key_cipher;
  const known = typeof cipher === 'string' ? secrets.decrypt(cipher) : undefined;
  if (known !== undefined) return known;
  const key = newKey();
  const { rows } = await pool.query<{ key_cipher: string }>(
    `update user_account set key_hash = $2, key_cipher = $3 where id = $1 and key_cipher is not distinct from $4 returning key_cipher`,
    [userId, secrets.lookupOf(key), secrets.encrypt(key), cipher ?? null],
  );
  return rows.length === 1 ? key : accountKey(pool, secrets, userId, newKey);
}

/** A new account key in place of the old one, which stops working. */
export function replaceAccountKey(secrets: Secrets, userId: string, key: string): Write {
  return {
    parts: {
      user: 'update user_account set key_hash = $2, key_cipher = $3, rev = rev + 1 where id = $1 returning id, rev',
      change: logged('user', 'user'),
    },
    values: [userId, secrets.lookupOf(key), secrets.encrypt(key)],
    expects: 'user',
    touches: touchesUser(userId),
  };
}

const SESSION_DAYS = 14;
const hashOf = (session: string): string => createHash('sha256').update(session).digest('hex');

export type Session = { readonly userId: string; readonly csrf: string };

/** Opens a session; the text goes into the cookie and is stored only as a hash. */
export async function openSession(pool: pg.Pool, userId: string): Promise<{ session: string; csrf: string }> {
  const [session, csrf] = [randomBytes(32).toString('base64url'), randomBytes(18).toString('base64url')];
  await pool.query(
    `insert into web_session (id_hash, user_id, csrf, created, expires) values ($1, $2, $3, now() at time zone 'utc', now() at time zone 'utc' + make_interval(days => $4))`,
    [hashOf(session), userId, csrf, SESSION_DAYS],
  );
  return { session, csrf };
}

export async function findSession(pool: pg.Pool, session: string): Promise<Session | undefined> {
  const { rows } = await pool.query<Session>({
    name: 'session',
    text: `select user_id as "userId", csrf from web_session where id_hash = $1 and expires > now() at time zone 'utc'`,
    values: [hashOf(session)],
  });
  return rows[0];
}

export async function closeSession(pool: pg.Pool, session: string): Promise<void> {
  await pool.query('delete from web_session where id_hash = $1', [hashOf(session)]);
}
