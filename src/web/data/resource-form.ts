/** A resource as a form: its fields, what stands in them, and the input they make together with a file or a link. */
import { formatName } from '#domain/formats.ts';
import { guessMediaType } from '#domain/media-types.ts';
import type { Fields } from '#domain/page.ts';
import type { DatasetType } from '#schema/types/dataset.ts';
import type { FieldText } from './concurrency.ts';
import type { ResourceDict } from './dataset.ts';
import type { FormField } from './dataset-form.ts';
import { safeAddress } from '../text/addresses.ts';
import { lineEnds, plain, textOf } from './fields.ts';
import type { FileChoice } from './form-file.ts';

const FIRST = ['name', 'description', 'format'];

/** What the catalogue finds out by itself, and what the choice of file or link decides. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  ...['id', 'url', 'url_type', 'mimetype', 'mimetype_inner', 'size', 'hash', 'resource_type'],
  ...['cache_url', 'cache_last_updated', 'last_modified', 'created'],
]);

/** The fields of a resource of this type in the order of the form. */
export function resourceFields(type: DatasetType): readonly FormField[] {
  const asked = type.resource.plain.filter(({ name }) => !NOT_ASKED.has(name));
  const first = FIRST.flatMap((name) => asked.find((field) => field.name === name) ?? []);
  return [...first, ...asked.filter(({ name }) => !FIRST.includes(name))];
}

export const labelsOfResource = (fields: readonly FormField[]): Readonly<Record<string, string>> => ({
  upload: 'Where the data is',
  url: 'Address',
  ...Object.fromEntries(fields.map(({ name, label }) => [name, label])),
});

export const isUpload = (resource: ResourceDict | undefined): boolean => resource?.url_type === 'upload';

/** The name of the uploaded file, out of the address where it is downloaded. */
export const fileNameOf = (resource: ResourceDict): string => plain(resource.url).split('/').at(-1) ?? '';

/** The address of a link; an upload has none of its own. */
export const linkOf = (resource: ResourceDict): string => (isUpload(resource) ? '' : plain(resource.url));

/** An address as it is saved: one without a scheme gets that of the web, as CKAN shows it. A port is no scheme, a path no address. */
function settledLink(typed: string): string {
  const text = typed.trim();
  return text === '' || /^(?:[a-z][a-z0-9+.-]*:(?!\d)|\/)/i.test(text) ? text : `http://${text}`;
}

/** What is wrong with an address that was typed: nobody could follow it from the page. */
export function linkFault(typed: string): string | undefined {
  const link = settledLink(typed);
  if (link === '' || safeAddress(link) !== undefined) return undefined;
  return 'Nobody could open this address. Enter one that begins with https://, http:// or ftp://';
}

/** What stands there already stays as it is. */
const linkIn = (form: Fields, resource?: ResourceDict): string => {
  const typed = textOf(form, 'url').trim();
  return resource !== undefined && typed === linkOf(resource) ? typed : settledLink(typed);
};

export function formOfResource(resource: ResourceDict, fields: readonly FormField[]): Fields {
  const dict = resource as Readonly<Record<string, unknown>>;
  return { ...Object.fromEntries(fields.map(({ name }) => [name, lineEnds(asText(dict[name]))])), url: linkOf(resource) };
}

const asText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** What was sent, and nothing that is no field. What was not sent stands as in `before`. */
export const formOfSentResource = (sent: Fields, fields: readonly FormField[], before: Fields = {}): Fields =>
  Object.fromEntries(
    [...fields.map(({ name }) => name), 'url'].map((name) => [name, lineEnds(textOf(Object.hasOwn(sent, name) ? sent : before, name))]),
  );

/** Whether anything was filled in at all. */
export const isBlank = (form: Fields, { upload }: FileChoice): boolean =>
  upload === undefined && Object.keys(form).every((name) => textOf(form, name).trim() === '');

type Input = Readonly<Record<string, unknown>>;

/** What `resource_create` is given: all that was filled in. */
export function inputOfNewResource(form: Fields, fields: readonly FormField[], { source, upload }: FileChoice): Input {
  const filled = fields.filter(({ name }) => textOf(form, name).trim() !== '').map(({ name }) => [name, textOf(form, name)]);
  const data = source === 'upload' ? { upload } : { url: source === 'link' ? linkIn(form) : '', url_type: '' };
  return { ...Object.fromEntries(filled), ...data };
}

/** What `resource_patch` is given: what differs from the resource that is stored. */
export function changesOfResource(form: Fields, resource: ResourceDict, fields: readonly FormField[], choice: FileChoice): Input {
  const stored = formOfResource(resource, fields);
  const changed = fields.filter(({ name }) => textOf(form, name) !== textOf(stored, name)).map(({ name }) => [name, textOf(form, name)]);
  return { ...Object.fromEntries(changed), ...changedData(form, resource, choice), ...changedFormat(form, resource, choice) };
}

/** Facts of the old file do not hold for the new one. */
function changedData(form: Fields, resource: ResourceDict, { source, upload }: FileChoice): Input {
  if (source === 'keep') return {};
  const forget = { mimetype: undefined, ...(plain(resource.hash) !== '' && { hash: '' }) };
  if (source === 'upload') return { upload, ...forget };
  const url = source === 'link' ? linkIn(form, resource) : '';
  // CKAN: a size can be changed, not taken away.
  if (isUpload(resource)) return { url, url_type: '', clear_upload: 'true', size: 0, ...forget };
  return url === plain(resource.url) ? {} : { url, mimetype: undefined };
}

/** A blank format is guessed, as it is for a new resource; one that was guessed before is guessed anew for another file. */
function changedFormat(form: Fields, resource: ResourceDict, { source, upload }: FileChoice): Input {
  const address = source === 'upload' ? (upload?.fileName ?? '') : source === 'link' ? textOf(form, 'url') : plain(resource.url);
  const guess = guessedFormat(address);
  const [typed, before] = [textOf(form, 'format').trim(), plain(resource.format)];
  const wasGuessed = source !== 'keep' && typed === before && before === guessedFormat(plain(resource.url));
  return guess !== '' && guess !== before && (typed === '' || wasGuessed) ? { format: guess } : {};
}

/** The format that an address or a file's name tells; blank where it tells none. */
export function guessedFormat(address: string): string {
  const file = address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const type = file === '' ? null : guessMediaType(file);
  return type === null ? '' : formatName(type);
}

/** Every field by name, and what the data is: what two versions are compared by. */
export const textsOfResource = (form: Fields, fields: readonly FormField[], data: string): readonly FieldText[] => [
  ...fields.map(({ name, label }) => ({ name, label, text: textOf(form, name) })),
  { name: 'upload', label: 'Data', text: data },
];

/** The data behind a resource in words: a file put in its place later has another time. */
export const dataOf = (resource: ResourceDict): string =>
  isUpload(resource)
    ? `${fileNameOf(resource)}, uploaded ${plain(resource.last_modified).slice(0, 19).replace('T', ' ')}`
    : plain(resource.url);
