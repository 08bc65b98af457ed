/** The fields of vocabularies, and of a tag that is made for one. */
import type { Field, Input, RecordType, Result, Rule } from '../field.ts';
import { complain, defineRecord } from '../field.ts';
import { runRecord } from '../record.ts';
import { checkStructure } from '../structure.ts';
import { mustBeEmpty } from '../validators/id.ts';
import { ignore, ignoreMissing, notEmpty } from '../validators/missing.ts';
import { uniqueName } from '../validators/name.ts';
import { maximum, minimum, toText } from '../validators/text.ts';
import { field } from './field-makers.ts';
import type { CleanTag, TagContext } from './tag.ts';
import { distinctTags, tagErrors, tagNameForm, tagRecord, vocabularyExists } from './tag.ts';

export type VocabularyContext = TagContext & {
  readonly mode: 'create' | 'update';
  readonly current?: { readonly id: string; readonly name: string } | undefined;
  readonly echo?: unknown;
  readonly lookups: TagContext['lookups'] & { vocabularyByName(name: string): { readonly id: string } | undefined };
};

/** Undefined tags: as they were. */
export type CleanVocabulary = { readonly name: string; readonly tags: readonly string[] | undefined };

const NAME: readonly Rule<VocabularyContext>[] = [
  toText,
  minimum(2, () => 'Name must be at least 2 characters long'),
  maximum(100, () => 'Name must be a maximum of 100 characters long'),
  uniqueName<VocabularyContext>(
    (name, at) => at.context.lookups.vocabularyByName(name)?.id,
    (at) => at.context.current?.id,
    'That vocabulary name is already in use.',
  ),
];

const VOCABULARY_FIELDS: readonly Field<VocabularyContext>[] = [
  { name: 'id', label: 'Id', kind: 'id', kept: false, create: [mustBeEmpty], update: [ignore] },
  {
    name: 'name',
    label: 'Name',
    kind: 'text',
    required: true,
    create: [notEmpty, ...NAME],
    update: [ignoreMissing, ...NAME],
    omitted: 'keep',
  },
  field('tags', 'Tags', 'list', [], { items: tagRecord, kept: false }),
];

const VOCABULARY: RecordType<VocabularyContext> = defineRecord({ fields: VOCABULARY_FIELDS });

/** Checks a vocabulary. */
export function validateVocabulary(input: Input, context: VocabularyContext): Result<CleanVocabulary> {
  checkStructure(VOCABULARY, input, () => context.echo ?? input);
  const at = runRecord(VOCABULARY, input, { mode: context.mode, context, stored: context.current });
  if (at.errors !== undefined) return { ok: false, errors: tagErrors(at.errors) };
  const tags = at.output.tags as readonly CleanTag[] | undefined;
  const names = tags && distinctTags(tags.map(({ name }) => ({ name, vocabulary_id: null }))).map((tag) => tag.name);
  return { ok: true, value: { name: String(at.output.name), tags: names ?? (context.mode === 'create' ? [] : undefined) } };
}

/** What the rules of a tag of a vocabulary look up. */
export type NewTagContext = { readonly lookups: TagContext['lookups'] & { tagExists(vocabularyId: string, name: string): boolean } };

const notYetThere: Rule<NewTagContext> = (value, at) => {
  const { name } = at.output;
  if (typeof value === 'string' && typeof name === 'string' && at.context.lookups.tagExists(value, name)) {
    complain(at, `Tag ${name} already belongs to vocabulary ${value}`);
  }
  return value;
};

const NEW_TAG: RecordType<NewTagContext> = defineRecord<NewTagContext>({
  fields: [
    field('id', 'Id', 'id', [mustBeEmpty], { kept: false }),
    field('name', 'Name', 'text', [notEmpty, toText, ...tagNameForm], { required: true }),
    field<NewTagContext>('vocabulary_id', 'Vocabulary', 'id', [notEmpty, toText, vocabularyExists, notYetThere], { required: true }),
  ],
});

/** Checks a tag that is made for a vocabulary. */
export function validateNewTag(input: Input, context: NewTagContext): Result<CleanTag> {
  const at = runRecord(NEW_TAG, input, { mode: 'create', context });
  if (at.errors !== undefined) return { ok: false, errors: at.errors };
  return { ok: true, value: { name: String(at.output.name), vocabulary_id: String(at.output.vocabulary_id) } };
}
