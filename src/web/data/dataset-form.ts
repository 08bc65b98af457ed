/** A dataset as a form: which fields it has and in which sections, what stands in them, and the input they make. */
import type { Fields } from '#domain/page.ts';
import type { Choice, FieldKind } from '#schema/field.ts';
import { DATASET, type DatasetType } from '#schema/types/dataset.ts';
import { tagFaults } from '#schema/validators/tag-string.ts';
import type { Visit } from '../page.ts';
import type { FieldText } from './concurrency.ts';
import type { DatasetDict } from './dataset.ts';
import { lineEnds, textOf } from './fields.ts';
import { formErrors } from './errors.ts';
import { type Row, doubledRows, fieldsOfRows, rowsIn } from './form-rows.ts';

export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly help?: string;
  readonly choices?: readonly Choice[];
  readonly required?: boolean;
};

export type Section = { readonly id: string; readonly title: string; readonly fields: readonly FormField[] };

const SECTIONS: readonly (readonly [id: string, title: string, names: readonly string[]])[] = [
  ['about', 'What it is', ['title', 'name', 'notes', 'tag_string']],
  ['place', 'Where it belongs', ['owner_org', 'private']],
  ['terms', 'Terms and source', ['license_id', 'url', 'version']],
  ['people', 'People to ask', ['author', 'author_email', 'maintainer', 'maintainer_email']],
];

/** Fields that the catalogue keeps for itself or that a form brings in another shape. */
const NOT_ASKED: ReadonlySet<string> = new Set(['id', 'state', 'type', 'plugin_data', 'save', 'return_to']);

/** What a form calls some fields, so that the catalogue's messages about them read well. */
const LABELS: Readonly<Record<string, string>> = { name: 'URL', private: 'Visibility' };

export const datasetType = ({ catalogue }: Visit, name: string | undefined): DatasetType =>
  catalogue.site.types?.get(name ?? 'dataset') ?? DATASET;

/** The fields of a type in the order of the form. What a type has beyond the ordinary ones stands in a section of its own. */
export function sectionsOf(type: DatasetType): readonly Section[] {
  const asked = new Map(
    type.record.plain
      .filter(({ name }) => !NOT_ASKED.has(name))
      .map((field): [string, FormField] => [field.name, { ...field, label: LABELS[field.name] ?? field.label }]),
  );
  const sections = SECTIONS.map(([id, title, names]) => ({ id, title, fields: names.flatMap((name) => asked.get(name) ?? []) }));
  const placed = new Set(SECTIONS.flatMap(([, , names]) => names));
  const others = [...asked.values()].filter(({ name }) => !placed.has(name));
  return [...sections, { id: 'more', title: `More about the ${type.label.toLowerCase()}`, fields: others }].filter(
    ({ fields }) => fields.length > 0,
  );
}

const fieldsIn = (sections: readonly Section[]): readonly FormField[] => sections.flatMap(({ fields }) => fields);

export const EXTRAS = 'Further fields';

export const labelsOf = (sections: readonly Section[]): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(fieldsIn(sections).map(({ name, label }) => [name, label])),
  extras: EXTRAS,
});

/** What an empty form starts with. */
const INITIAL: Readonly<Record<string, string>> = { private: 'False' };

/** A dataset as it is stored. */
export function formOfDataset(dataset: DatasetDict, sections: readonly Section[]): Fields {
  const dict = dataset as Readonly<Record<string, unknown>>;
  const values = fieldsIn(sections).map(({ name, kind }) => [name, lineEnds(storedText(name, kind, dict))]);
  const extras = (dataset.extras ?? []).map(({ key, value }) => ({ key, value: lineEnds(asText(value)) }));
  return { ...Object.fromEntries(values), ...fieldsOfRows('extras', extras) };
}

function storedText(name: string, kind: FieldKind, dict: Readonly<Record<string, unknown>>): string {
  if (name === 'tag_string')
    return tagsOf(dict)
      .filter((tag) => !isOfVocabulary(tag))
      .map((tag) => tag.name)
      .join(', ');
  const value = dict[name];
  if (kind === 'boolean') return value === true ? 'True' : 'False';
  if (kind === 'choices' && Array.isArray(value)) return value.map(asText).join('\n');
  return asText(value);
}

const asText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value, undefined, 2) : String(value);

type TagDict = { readonly name: string; readonly vocabulary_id?: string | null };

const tagsOf = (dict: Readonly<Record<string, unknown>>): readonly TagDict[] => (Array.isArray(dict.tags) ? (dict.tags as TagDict[]) : []);

const isOfVocabulary = (tag: TagDict): boolean => typeof tag.vocabulary_id === 'string';

/** What was sent, and nothing that is no field. What was not sent stands as in `before`. */
export function formOfRequest(sent: Fields, sections: readonly Section[], before: Fields = INITIAL): Fields {
  const values = fieldsIn(sections).map(({ name, kind }) => {
    if (!Object.hasOwn(sent, name)) return [name, textOf(before, name)];
    const several = sent[name];
    return [name, lineEnds(kind === 'choices' && Array.isArray(several) ? several.filter(Boolean).join('\n') : textOf(sent, name))];
  });
  return { ...Object.fromEntries(values), ...fieldsOfRows('extras', extrasIn(sent) ?? extrasIn(before) ?? []) };
}

const extrasIn = (fields: Fields): readonly Row[] | undefined =>
  rowsIn(fields, 'extras', ['key', 'value'])?.map(({ key = '', value = '' }) => ({ key: key.trim(), value: lineEnds(value) }));

type Input = Readonly<Record<string, unknown>>;

/** What `package_create` is given: all that was filled in. */
export function inputOfForm(form: Fields, sections: readonly Section[]): Input {
  const filled = fieldsIn(sections).filter(({ name }) => textOf(form, name).trim() !== '');
  const extras = extrasIn(form);
  return { ...Object.fromEntries(filled.map((field) => [field.name, inputOf(field, form)])), ...(extras !== undefined && { extras }) };
}

/** What `package_patch` is given: what differs from the stored dataset, so that all else stays as it is. */
export function changesOfForm(form: Fields, dataset: DatasetDict, sections: readonly Section[]): Input {
  const stored = formOfDataset(dataset, sections);
  const changed = fieldsIn(sections).filter(({ name }) => textOf(form, name) !== textOf(stored, name));
  const input: Record<string, unknown> = Object.fromEntries(changed.map((field) => [field.name, inputOf(field, form)]));
  // A patch adds the text's tags to the list's, so the list keeps those of vocabularies alone.
  if ('tag_string' in input) input.tags = tagsOf(dataset as Readonly<Record<string, unknown>>).filter(isOfVocabulary);
  if (extrasText(form) !== extrasText(stored)) input.extras = extrasIn(form) ?? [];
  return input;
}

function inputOf({ name, kind }: FormField, form: Fields): unknown {
  const text = textOf(form, name);
  return kind === 'choices' ? text.split('\n').filter((one) => one !== '') : text;
}

const extrasText = (form: Fields): string =>
  (extrasIn(form) ?? [])
    .map(({ key = '', value = '' }) => `${key}: ${value}`)
    .sort()
    .join('\n');

const PLACED = { tags: 'tag_string', extras_validation: 'extras' };

/**
 * What an action refused of a form, where the form has the field for it: of tags all that are wrong, where the
 * action names the first, and of two further fields with one name the row. Undefined for any other error.
 */
export function refusalsOf(error: unknown, form: Fields): Readonly<Record<string, readonly string[]>> | undefined {
  const errors = formErrors(error, PLACED);
  if (errors === undefined) return undefined;
  const { extras = [], tag_string: tags, ...others } = errors;
  const doubled = doubledRows(form, 'extras');
  const ofList = extras.filter((message) => Object.keys(doubled).length === 0 || !message.startsWith('Duplicate key'));
  const ofTags = tagFaults(textOf(form, 'tag_string'));
  return {
    ...others,
    ...(tags !== undefined && { tag_string: ofTags.length > 0 ? ofTags : tags }),
    ...doubled,
    ...(ofList.length > 0 && { extras: ofList }),
  };
}

/** Every field by name and all extras as one text: what two versions are compared by. */
export const textsOf = (form: Fields, sections: readonly Section[]): readonly FieldText[] => [
  ...fieldsIn(sections).map(({ name, label }) => ({ name, label, text: textOf(form, name) })),
  { name: 'extras', label: EXTRAS, text: extrasText(form) },
];
