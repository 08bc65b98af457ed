/** The parameters of actions that take a whole group or organization, made from the list of its fields. */
import { GROUP } from '#schema/types/group.ts';
import type { Parameter } from '../action.ts';

const kindOf = (kind: string): Parameter['kind'] => (kind === 'list' ? 'list' : 'text');

export const groupFields: Readonly<Record<string, Parameter>> = {
  ...Object.fromEntries(
    GROUP.record.fields.map(({ name, label, help, kind }) => [name, { kind: kindOf(kind), about: help ?? label } satisfies Parameter]),
  ),
  image_upload: { kind: 'file', about: 'A picture to keep in the catalogue' },
  clear_upload: { kind: 'flag', about: 'Accepted for compatibility; an empty image_url takes the picture away' },
};
