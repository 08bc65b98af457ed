/**
 * Parameters of actions: small records with typed answers, checked by the same rules as
 * fields. Unknown keys are not heard.
 */
import type { Field, Input, RecordType, Result, Rule } from './field.ts';
import { defineRecord } from './field.ts';
import { runRecord } from './record.ts';
import { flag as flagRule } from './validators/boolean.ts';
import { ignoreMissing } from './validators/missing.ts';
import { integer, naturalNumber } from './validators/number.ts';
import { toText } from './validators/text.ts';

/** One parameter: its rules, and what it is when it is not given. */
export type Parameter<T> = { readonly chain: readonly Rule<unknown>[]; readonly initially: T };

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The types that come out. */
export type Values<P extends Parameters> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

export type ParameterList<P extends Parameters> = { readonly record: RecordType<unknown>; readonly parameters: P };

/** Settles the parameters of an action, once. */
export function defineParameters<P extends Parameters>(parameters: P): ParameterList<P> {
  const fields = Object.entries(parameters).map(
    ([name, { chain, initially }]): Field<unknown> => ({
      name,
      label: name,
      kind: 'text',
      create: chain,
      update: chain,
      initially,
    }),
  );
  return { record: defineRecord({ fields }), parameters };
}

/** Reads the parameters out of what a caller sent; all errors at once. */
export function readParameters<P extends Parameters>(list: ParameterList<P>, input: Input): Result<Values<P>> {
  const at = runRecord(list.record, input, { mode: 'create', context: undefined });
  return at.errors === undefined ? { ok: true, value: at.output as Values<P> } : { ok: false, errors: at.errors };
}

/** Text that may be left out. */
export const text = <T extends string | null>(initially: T): Parameter<string | T> => ({ chain: [ignoreMissing, toText], initially });

/** On or off. */
export const flag = (initially: boolean): Parameter<boolean> => ({ chain: [ignoreMissing, flagRule], initially });

const nullIsAbsent: Rule<unknown> = (value) => (value === null ? undefined : value);

/** A whole number. */
export const wholeNumber = <T extends number | null>(initially: T): Parameter<number | T> => ({
  chain: [ignoreMissing, integer, nullIsAbsent],
  initially,
});

/** A whole number from zero. */
export const natural = <T extends number | null>(initially: T): Parameter<number | T> => ({
  chain: [ignoreMissing, naturalNumber, nullIsAbsent],
  initially,
});
