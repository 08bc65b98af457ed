/** The parameters of actions that take a whole user, made from the list of his fields. */
import { USER_FIELDS } from '#schema/types/user.ts';
import type { Parameter } from '../action.ts';

const KINDS: Readonly<Record<string, Parameter['kind']>> = { boolean: 'flag', json: 'object' };

export const userFields: Readonly<Record<string, Parameter>> = {
  ...Object.fromEntries(
    USER_FIELDS.map(({ name, label, help, kind }) => [name, { kind: KINDS[kind] ?? 'text', about: help ?? label } satisfies Parameter]),
  ),
  image_upload: { kind: 'file', about: 'A picture to keep in the catalogue' },
  clear_upload: { kind: 'flag', about: 'Accepted for compatibility; an empty image_url takes the picture away' },
};
