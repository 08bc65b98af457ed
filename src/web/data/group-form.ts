/** An organization or group as a form: what stands in it, what is compared between two editors, and the input it makes. */
import type { Input } from '#actions/action.ts';
import type { Fields } from '#domain/page.ts';
import { nameFault } from '#schema/validators/name.ts';
import { safeAddress } from '../text/addresses.ts';
import type { FieldText } from './concurrency.ts';
import { titleOf } from './dataset.ts';
import { lineEnds, plain, textOf } from './fields.ts';
import { type FileChoice, type FileSource, TOO_LARGE } from './form-file.ts';
import { type Row, fieldsOfRows, rowsIn } from './form-rows.ts';
import type { GroupDict, Kind } from './group.ts';

/** CKAN's name for the field of the parent. */
export const PARENT = 'groups__0__name';
export const PICTURE = 'image_upload';
export const PICTURE_URL = 'image_url';
const EXTRAS = 'extras';
const PARTS = ['key', 'value'];

export const labelsOf = (kind: Kind): Readonly<Record<string, string>> => ({
  title: 'Title',
  name: 'Name in the address',
  description: 'Description',
  [PARENT]: kind === 'organization' ? 'Part of' : 'Part of the group',
  [PICTURE]: kind === 'organization' ? 'Logo' : 'Picture',
  [PICTURE_URL]: 'Address of the picture',
  extras: 'Further fields',
});

/** Where errors belong that the actions name otherwise. */
export const PLACED: Readonly<Record<string, string>> = { upload: PICTURE, groups: PARENT, extras_validation: EXTRAS };

const settled = (value: unknown): string => lineEnds(typeof value === 'string' ? value : plain(value));

/** The fields of one that is stored, as a browser would send them. */
export const fieldsOfGroup = (group: GroupDict): Fields => ({
  title: settled(group.title),
  name: group.name,
  description: settled(group.description),
  [PARENT]: group.groups?.[0]?.name ?? '',
  [PICTURE_URL]: safeAddress(group.image_url) === undefined ? '' : plain(group.image_url),
  ...fieldsOfRows(EXTRAS, extrasOf(group)),
});

const extrasOf = ({ extras = [] }: GroupDict): readonly Row[] => extras.map(({ key, value }) => ({ key, value: settled(value) }));

/** What was sent, with the rows counted anew; what was not sent stands as in `before`. */
export function fieldsSent(form: Fields, before: Fields): Fields {
  const names = ['title', 'name', 'description', PARENT, PICTURE_URL];
  const values = names.map((name) => [name, Object.hasOwn(form, name) ? settled(textOf(form, name)) : textOf(before, name)]);
  const rows = rowsIn(form, EXTRAS, PARTS) ?? rowsIn(before, EXTRAS, PARTS) ?? [];
  return { ...Object.fromEntries(values), ...fieldsOfRows(EXTRAS, rows) };
}

/** Old clients send a picture without saying what they want; one who sends nothing about it wants nothing changed. */
export function sourceOf(choice: FileChoice, form: Fields): FileSource {
  if (choice.source === 'upload') return 'upload';
  if (/^true$/i.test(textOf(form, 'clear_upload'))) return 'none';
  const isMentioned = [PICTURE_URL, `${PICTURE}_source`].some((name) => Object.hasOwn(form, name));
  return isMentioned ? choice.source : 'keep';
}

/** The fields as two editors compare them. `picture`: undefined where it is left as it is. */
export function textsOf(
  kind: Kind,
  fields: Fields,
  picture: string | undefined,
  titles: ReadonlyMap<string, string>,
): readonly FieldText[] {
  const labels = labelsOf(kind);
  const label = (name: string): string => labels[name] ?? name;
  const parent = textOf(fields, PARENT);
  return [
    ...['title', 'name', 'description'].map((name) => ({ name, label: label(name), text: textOf(fields, name) })),
    { name: PARENT, label: label(PARENT), text: titles.get(parent) ?? parent },
    ...(picture === undefined ? [] : [{ name: PICTURE_URL, label: label(PICTURE), text: picture }]),
    {
      name: EXTRAS,
      label: label(EXTRAS),
      text: rowsOf(fields)
        .map(({ key, value }) => `${key}: ${value}`)
        .join('\n'),
    },
  ];
}

const rowsOf = (fields: Fields): readonly Row[] => rowsIn(fields, EXTRAS, PARTS) ?? [];

export const titlesOf = (groups: readonly GroupDict[]): ReadonlyMap<string, string> =>
  new Map(groups.map((group) => [group.name, titleOf(group)]));

/** What is wrong with the file of a picture. */
export const pictureFault = ({ tooLarge }: FileChoice): Readonly<Record<string, readonly string[]>> =>
  tooLarge ? { [PICTURE]: [TOO_LARGE] } : {};

/** The picture of an input. */
function pictureInput(source: FileSource, { upload, url }: FileChoice): Input {
  if (source === 'upload') return upload === undefined ? {} : { [PICTURE]: upload };
  return source === 'keep' ? {} : { [PICTURE_URL]: source === 'none' ? '' : url.trim() };
}

/** The input that creates one. */
export const inputOfNew = (fields: Fields, source: FileSource, choice: FileChoice): Input => ({
  title: textOf(fields, 'title'),
  name: textOf(fields, 'name').trim(),
  description: textOf(fields, 'description'),
  ...(textOf(fields, PARENT) !== '' && { groups: [{ name: textOf(fields, PARENT) }] }),
  ...pictureInput(source, choice),
  extras: rowsOf(fields),
});

/** The input that changes one: lists only where they differ, so that what the form does not show stays. */
export function inputOfChange(group: GroupDict, fields: Fields, source: FileSource, choice: FileChoice): Input {
  const before = fieldsOfGroup(group);
  const parent = textOf(fields, PARENT);
  const others = (group.groups ?? []).slice(1).filter(({ name }) => name !== parent);
  return {
    title: textOf(fields, 'title'),
    name: textOf(fields, 'name').trim(),
    description: textOf(fields, 'description'),
    ...(parent !== textOf(before, PARENT) && { groups: [...(parent === '' ? [] : [{ name: parent }]), ...others] }),
    ...pictureInput(source, choice),
    ...extrasInput(extrasOf(group), rowsOf(fields)),
  };
}

// CKAN: an empty list leaves the extras as they are, so those that go are named as deleted.
function extrasInput(before: readonly Row[], after: readonly Row[]): Input {
  if (JSON.stringify(before) === JSON.stringify(after)) return {};
  const kept = new Set(after.map(({ key }) => key));
  const gone = before.filter(({ key }) => !kept.has(key ?? '')).map(({ key }) => ({ key, value: '', deleted: true }));
  return { extras: [...after, ...gone] };
}

/** CKAN: updates look at no more of a name than whether it is free; one that leads nowhere is no use to anybody here. */
export function renameFault(before: string, after: string): string | undefined {
  return before === after ? undefined : nameFault(after);
}
