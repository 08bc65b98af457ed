/** One user; oneself where nobody is named. */
import { mayReadUsers, seesPrivately } from '#access/user.ts';
import { isSysadmin } from '#domain/actor.ts';
import { NotFound } from '#domain/errors.ts';
import type { User } from '#domain/user.ts';
import { quoteText } from '#search/query/escape.ts';
import { countCreatedDatasets, passwordHashOf } from '#store/user.ts';
import { type Call, defineRead } from '../action.ts';
import { flagOr } from '../parameters.ts';
import { visibleDocuments } from '../package/visible.ts';
import { searchDatasets } from '../searching.ts';
import { findUserOrSelf } from './find.ts';
import { type UserDict, ownUser, publicUser } from './present.ts';

type Asked = {
  readonly user: User;
  readonly datasets: boolean;
  readonly followers: boolean;
  readonly hash: boolean;
  readonly extras: boolean;
};

const MOST_DATASETS = 50;

export const userShow = defineRead<User | undefined, Asked, UserDict>({
  name: 'user_show',
  about: 'Shows a user. The user himself and sysadmins see the e-mail address too.',
  input: {
    id: { kind: 'text', about: 'Id or name of the user; without it the caller' },
    include_datasets: { kind: 'flag', about: 'The datasets he made, as far as the caller may see them, 50 at most' },
    include_num_followers: { kind: 'flag', about: 'How many people follow him' },
    include_password_hash: { kind: 'flag', about: 'The hash of the password; sysadmins only' },
    include_plugin_extras: { kind: 'flag', about: 'What extensions keep with the user; sysadmins only' },
  },
  // Nobody may ask whether a user exists while users are not public, so a missing one is told after the refusal.
  find: (call, input) => findUserOrSelf(call, input, 'id'),
  may: ({ actor, site }) => mayReadUsers(actor, site.policy),
  check: (_call, input, user) => {
    if (user === undefined) throw new NotFound();
    return {
      user,
      datasets: flagOr(input, 'include_datasets', false),
      followers: flagOr(input, 'include_num_followers', false),
      hash: flagOr(input, 'include_password_hash', false),
      extras: flagOr(input, 'include_plugin_extras', false),
    };
  },
  run: async (call, asked) => {
    const { user } = asked;
    const sysadmin = isSysadmin(call.actor);
    return {
      ...(await presentUser(call, user)),
      ...(asked.extras && sysadmin && { plugin_extras: user.pluginExtras }),
      ...(asked.hash && sysadmin && { password_hash: await passwordHashOf(call.db.pool, user.id) }),
      ...(asked.datasets && { datasets: await datasetsMadeBy(call, user) }),
      ...(asked.followers && { num_followers: 0 }),
    };
  },
});

/** A user as this caller sees him. */
async function presentUser(call: Call, user: User): Promise<UserDict> {
  const own = seesPrivately(call.actor, user.id);
  const count = await countCreatedDatasets(call.db.pool, user.id, own);
  return own ? ownUser(user, count, call.site.url) : publicUser(user, count, call.site.url);
}

async function datasetsMadeBy(call: Call, { id }: User): Promise<unknown[]> {
  const own = seesPrivately(call.actor, id);
  const params = { fq_list: [`+creator_user_id:${quoteText(id)}`], rows: MOST_DATASETS, include_private: own, include_drafts: own };
  const { ids } = await searchDatasets(call, params);
  return (await visibleDocuments(call, ids)).map(({ bytes }) => JSON.parse(bytes.toString('utf8')) as unknown);
}
