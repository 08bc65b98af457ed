/** How actions read parameters that are no fields of a record. */
import { ValidationError } from '#domain/errors.ts';
import { defineParameters, natural, type ParameterList, type Parameters, readParameters, text, type Values } from '#schema/parameters.ts';
import { asBoolean } from '#schema/validators/boolean.ts';
import type { Input } from './action.ts';

/** Lenient: nonsense is no. */
export const asFlag = (value: unknown): boolean => asBoolean(value) ?? false;

/** A flag; nonsense is refused under the parameter's name. */
export function flagOr(input: Input, name: string, fallback: boolean): boolean {
  const value = input[name];
  if (value === undefined || value === null || value === '') return fallback;
  const flag = asBoolean(value);
  if (flag === undefined) throw new ValidationError({ [name]: ['Must be true or false'] });
  return flag;
}

/** A text; what is none is refused under the parameter's name. Nothing is `initially`, where that is told. */
export function textIn(input: Input, name: string, initially?: string): string {
  const value = input[name] ?? initially;
  if (typeof value !== 'string') throw new ValidationError({ [name]: ['Must be a string'] });
  return value;
}

/** Settled parameters, or all that is wrong with them. */
export function parametersIn<P extends Parameters>(list: ParameterList<P>, input: Input): Values<P> {
  const read = readParameters(list, input);
  if (!read.ok) throw new ValidationError(read.errors);
  return read.value;
}

const PAGE = defineParameters({ limit: natural(null), offset: natural(null) });

export type PageOfList = { readonly limit: number | null; readonly offset: number | null };

/** `limit` and `offset` of a list; complains of both at once. */
export const readPage = (input: Input): PageOfList => parametersIn(PAGE, input);

const TYPED = defineParameters({ q: text(''), limit: natural(null) });

/** What was typed into a box that completes it, and how much is wanted. */
export type Typed = { readonly q: string; readonly limit: number };

const MOST_COMPLETIONS = 1000;

/** `q` and `limit` of an action that completes what is typed. */
export function readTyped(input: Input, fallback: number): Typed {
  const { q, limit } = parametersIn(TYPED, input);
  return { q, limit: Math.min(limit ?? fallback, MOST_COMPLETIONS) };
}
