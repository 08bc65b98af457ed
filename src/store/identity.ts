/**
 * From a credential to an actor. Answers are kept for a second at most, and dropped at once when
 * the change log says so: a revoked token or a lost role lives no longer than that, even while
 * the log is held up.
 */
import type pg from 'pg';
import type { Capacity, UserActor } from '#domain/actor.ts';
import { isUuid } from '#domain/ids.ts';
import type { Directory } from './directory.ts';
import type { Secrets } from './secrets.ts';
import { findSession } from './user.ts';

export type Identity = {
  /** Who a token or account key belongs to; undefined for anything that is not one, or no longer. */
  readonly byCredential: (text: string) => UserActor | undefined | Promise<UserActor | undefined>;
  readonly bySession: (session: string) => Promise<{ actor: UserActor; csrf: string; mustChangePassword: boolean } | undefined>;
  readonly byUser: (userId: string) => Promise<UserActor | undefined>;
  readonly forget: () => void;
  /** When a token was last used, where that is not yet stored. */
  readonly lastAccess: (jti: string) => string | undefined;
  /** Stores when tokens and accounts were last used. */
  readonly flush: () => Promise<void>;
};

const KEPT_MS = 1_000;
const MOST = 10_000;

type Row = {
  id: string;
  name: string;
  sysadmin: boolean;
  must_change_password: boolean;
  groups: string[] | null;
  capacities: string[] | null;
};

const ACTOR = `select u.id, u.name, u.sysadmin, u.must_change_password, array_agg(m.group_id) filter (where m.group_id is not null) as groups,
  array_agg(m.capacity) filter (where m.group_id is not null) as capacities
  from user_account u left join group_member m on m.user_id = u.id where u.state = 'active' and`;

export function identities(pool: pg.Pool, secrets: Secrets, directory: Directory, cascading: readonly string[]): Identity {
  const kept = new Map<string, { actor: UserActor; until: number; version: number; jti?: string }>();
  // Milliseconds since 1970: every request asks, and only the flush writes them out.
  const tokenUse = new Map<string, number>();
  const userUse = new Map<string, number>();

  const load = async (condition: string, value: string): Promise<{ actor: UserActor; mustChangePassword: boolean } | undefined> => {
    const { rows } = await pool.query<Row>({ name: `actor-${condition}`, text: `${ACTOR} ${condition} group by u.id`, values: [value] });
    const row = rows[0];
    if (row === undefined) return undefined;
    const actor: UserActor = {
      kind: 'user',
      id: row.id,
      name: row.name,
      sysadmin: row.sysadmin,
      capacities: capacitiesOf(row, directory, cascading),
    };
    return { actor, mustChangePassword: row.must_change_password };
  };
  const byId = 'u.id = $1';
  const byToken = 'u.id = (select user_id from api_token where id = $1)';
  const byKey = 'u.key_hash = $1';
  const used = (jti: string | undefined, actor: UserActor): void => {
    const time = Date.now();
    if (jti !== undefined) tokenUse.set(jti, time);
    userUse.set(actor.id, time);
  };
  const lookUp = async (text: string): Promise<UserActor | undefined> => {
    kept.delete(text);
    const jti = text.includes('.') ? secrets.readToken(text) : undefined;
    const found = jti !== undefined ? await load(byToken, jti) : isUuid(text) ? await load(byKey, secrets.lookupOf(text)) : undefined;
    if (found === undefined) return undefined;
    if (kept.size >= MOST) kept.clear();
    kept.set(text, { actor: found.actor, until: Date.now() + KEPT_MS, version: directory.version(), ...(jti !== undefined && { jti }) });
    used(jti, found.actor);
    return found.actor;
  };
  return {
    byCredential: (text) => {
      const held = kept.get(text);
      if (held === undefined || held.until <= Date.now() || held.version !== directory.version()) return lookUp(text);
      used(held.jti, held.actor);
      return held.actor;
    },
    bySession: async (text) => {
      const session = await findSession(pool, text);
      const found = session && (await load(byId, session.userId));
      if (session === undefined || found === undefined) return undefined;
      used(undefined, found.actor);
      return { ...found, csrf: session.csrf };
    },
    byUser: async (userId) => (await load(byId, userId))?.actor,
    forget: () => kept.clear(),
    lastAccess: (jti) => {
      const used = tokenUse.get(jti);
      return used === undefined ? undefined : written(used);
    },
    flush: async () => {
      const [tokens, users] = [[...tokenUse], [...userUse]];
      if (users.length === 0 && tokens.length === 0) return;
      await pool.query(
        `with t as (update api_token a set last_access = t.at from unnest($1::text[], $2::timestamp[]) as t(id, at) where a.id = t.id)
         update user_account u set last_active = t.at from unnest($3::text[], $4::timestamp[]) as t(id, at)
         where u.id = t.id and (u.last_active is null or u.last_active < t.at - interval '10 minutes')`,
        [tokens.map(([id]) => id), tokens.map(([, at]) => written(at)), users.map(([id]) => id), users.map(([, at]) => written(at))],
      );
      for (const [id, at] of tokens) if (tokenUse.get(id) === at) tokenUse.delete(id);
      for (const [id, at] of users) if (userUse.get(id) === at) userUse.delete(id);
    },
  };
}

const written = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 23)}000`;

/** What a user holds in each group, with what cascades from the groups above it. */
export function capacitiesOf(
  row: Pick<Row, 'groups' | 'capacities'>,
  directory: Directory,
  cascading: readonly string[],
): ReadonlyMap<string, readonly Capacity[]> {
  const held = new Map<string, Capacity[]>();
  const add = (group: string, capacity: Capacity): void => {
    held.set(group, [...(held.get(group) ?? []), capacity]);
  };
  for (const [index, group] of (row.groups ?? []).entries()) {
    const capacity = row.capacities?.[index] ?? '';
    add(group, capacity);
    if (!cascading.includes(capacity)) continue;
    const kind = directory.get(group)?.type;
    for (const below of directory.below(group)) if (below.type === kind) add(below.id, capacity);
  }
  return held;
}
