/** What the validators of users ask, prefetched in two reads side by side. */
import { isSysadmin, userIdOf } from '#domain/actor.ts';
import type { User } from '#domain/user.ts';
import type { UserContext } from '#schema/types/user.ts';
import { findUsers, usersWithEmail } from '#store/user.ts';
import type { Call, Input } from '../action.ts';

const textsOf = (...values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');

/** The context of one validation. `current` is the user as he stands, where he is replaced. */
export async function userContext(call: Call, input: Input, current?: User): Promise<UserContext> {
  const { pool } = call.db;
  const { name, id, email } = input;
  const refs = textsOf(name, ...(current === undefined && typeof id === 'string' ? [id, id.toLowerCase()] : []));
  const [users, owners] = await Promise.all([
    refs.length === 0 ? [] : findUsers(pool, refs),
    typeof email === 'string' ? usersWithEmail(pool, email.trim(), call.site.settings['ckan.user.unique_email_states']) : [],
  ]);
  return {
    mode: current === undefined ? 'create' : 'update',
    actor: { sysadmin: isSysadmin(call.actor), id: userIdOf(call.actor) },
    current: current && { id: current.id, name: current.name, state: current.state, dict: storedFields(current) },
    lookups: {
      user: (ref) => users.find((user) => user.id === ref || user.name === ref),
      emailOwners: () => owners,
    },
  };
}

/** A user's fields under the names that callers use. */
const storedFields = (user: User): Input => ({
  name: user.name,
  email: user.email,
  fullname: user.fullname,
  about: user.about,
  image_url: user.imageUrl,
  activity_streams_email_notifications: user.notifications,
  sysadmin: user.sysadmin,
  state: user.state,
  plugin_extras: user.pluginExtras,
});
