/** What `member_create` and `member_delete` have in common: the user, dataset or parent that is in a group or is to be. */
import type { Decision } from '#access/decision.ts';
import { mayChangeContents } from '#access/group.ts';
import { sees } from '#domain/audience.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { findUndeletedUser, findUser } from '#store/user.ts';
import type { Call, Input, Parameter } from '../action.ts';
import { textIn } from '../parameters.ts';
import { getStoredGroup } from './kind.ts';

export type Content = { readonly type: 'user' | 'package' | 'group'; readonly id: string };

export const contentParameters: Readonly<Record<string, Parameter>> = {
  id: { kind: 'text', about: 'Id or name of the group or organization', required: true },
  object: { kind: 'text', about: 'Id or name of what becomes or is a member', required: true },
  object_type: { kind: 'text', about: 'user, package or group', required: true },
};

export const getContainer = (call: Call, input: Input): Promise<Group> => getStoredGroup(call, input, 'Group was not found.');

export const mayChangeContent = ({ actor }: Call, group: Group, { object_type: type }: Input): Decision =>
  mayChangeContents(actor, group, type === 'package' ? 'package' : 'other');

/** What is in a group, or may be. */
export const getContent = (call: Call, input: Input): Promise<Content> => contentOf(call, input, FINDERS);

/** What may come into a group: no user who is deleted. */
export const getNewContent = (call: Call, input: Input): Promise<Content> =>
  contentOf(call, input, { ...FINDERS, user: async ({ db }, ref) => (await findUndeletedUser(db.pool, ref))?.id });

type Finders = Readonly<Record<Content['type'], (call: Call, ref: string) => Promise<string | undefined>>>;

async function contentOf(call: Call, input: Input, finders: Finders): Promise<Content> {
  const { object_type: type } = input;
  if (type !== 'user' && type !== 'package' && type !== 'group')
    throw new ValidationError({ message: `${titleOf(type)} isn't a valid model` });
  const id = await finders[type](call, textIn(input, 'object'));
  if (id === undefined) throw new NotFound(`${titleOf(type)} was not found.`);
  return { type, id };
}

const titleOf = (type: unknown): string => {
  const text = typeof type === 'string' ? type : JSON.stringify(type);
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
};

const FINDERS: Finders = {
  user: async ({ db }, ref) => (await findUser(db.pool, ref))?.id,
  // Asking for a dataset tells nobody of one that he does not see.
  package: async ({ db, site, actor }, ref) => {
    const document = await db.documents.find(ref);
    return document !== undefined && sees(site.visibility.audienceOf(actor), document.labels) ? document.head.id : undefined;
  },
  group: async ({ db }, ref) => db.directory.find(ref)?.id,
};
