/** A tag as it stands in the list of a dataset or vocabulary, and CKAN's shape of its errors. */
import type { ErrorDict, FieldErrors } from '#domain/errors.ts';
import { TAG_PATTERN } from '#domain/names.ts';
import type { RecordType, Rule } from '../field.ts';
import { complain, defineRecord } from '../field.ts';
import { ignoreMissing, notEmpty, notMissing } from '../validators/missing.ts';
import { maximum, minimum, toText } from '../validators/text.ts';
import { field } from './field-makers.ts';

export type CleanTag = { readonly name: string; readonly vocabulary_id: string | null };

/** What the rules of tags look up. */
export type TagContext = { readonly lookups: { vocabulary(id: string): { readonly id: string; readonly name: string } | undefined } };

const characters: Rule<unknown> = (value, at) => {
  if (typeof value === 'string' && !TAG_PATTERN.test(value)) {
    complain(at, `Tag "${value}" can only contain alphanumeric characters, spaces (" "), hyphens ("-"), underscores ("_") or dots (".")`);
  }
  return value;
};

/** The form of a tag's name. */
export const tagNameForm: readonly Rule<unknown>[] = [
  minimum(2, (name) => `Tag "${name}" length is less than minimum 2`),
  maximum(100, (name) => `Tag "${name}" length is more than maximum 100`),
  characters,
];

/** The id, not the name, of a vocabulary. */
export const vocabularyExists: Rule<TagContext> = (value, at) => {
  if (typeof value !== 'string' || at.context.lookups.vocabulary(value) === undefined) complain(at, 'Tag vocabulary was not found.');
  return value;
};

export const tagRecord: RecordType<TagContext> = defineRecord({
  fields: [
    field('name', 'Name', 'text', [notMissing, notEmpty, toText, ...tagNameForm], { required: true }),
    field('vocabulary_id', 'Vocabulary', 'id', [ignoreMissing, toText, vocabularyExists]),
  ],
});

/** CKAN: errors of tags are texts, one per tag with a bad name; errors of other fields of a tag stay objects. */
export function tagErrors(errors: ErrorDict): ErrorDict {
  const { tags } = errors;
  if (!Array.isArray(tags) || tags.every((one) => typeof one === 'string')) return errors;
  const flat: FieldErrors[] = [];
  for (const one of tags as { [field: string]: FieldErrors }[]) {
    if (Array.isArray(one.name)) flat.push(one.name.join(', '));
    else if (Object.keys(one).length > 0) flat.push(one);
  }
  return { ...errors, tags: flat };
}

/** Each tag once, by name. */
export function distinctTags(tags: readonly CleanTag[]): CleanTag[] {
  const seen = new Map<string, CleanTag>();
  for (const tag of tags) seen.set(`${tag.vocabulary_id ?? ''}\n${tag.name}`, tag);
  return [...seen.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
