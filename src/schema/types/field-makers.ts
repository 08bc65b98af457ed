/** Short ways to write the fields that occur most: the same chain for create and update. */
import type { Choice, Field, FieldKind, Rule } from '../field.ts';
import { email } from '../validators/email.ts';
import { ignoreMissing } from '../validators/missing.ts';
import { toText, trim } from '../validators/text.ts';

type Rest<C> = Partial<Pick<Field<C>, 'help' | 'initially' | 'omitted' | 'kept' | 'required' | 'items'>> & { choices?: readonly Choice[] };

/** A field whose rules are the same for new and for replaced records. */
export function field<C>(name: string, label: string, kind: FieldKind, chain: readonly Rule<C>[], rest: Rest<C> = {}): Field<C> {
  return { name, label, kind, create: chain, update: chain, ...rest };
}

const TEXT: readonly Rule<unknown>[] = [ignoreMissing, toText];

/** Free text. */
export const textField = <C>(name: string, label: string, rest: Rest<C> & { kind?: FieldKind } = {}): Field<C> => {
  const { kind = 'text', ...others } = rest;
  return field<C>(name, label, kind, TEXT, others);
};

/** An e-mail address that may be left out. */
export const emailField = <C>(name: string, label: string, rest: Rest<C> = {}): Field<C> =>
  field<C>(name, label, 'email', [ignoreMissing, toText, trim, email], rest);
