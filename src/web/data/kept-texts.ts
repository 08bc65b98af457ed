/**
 * What somebody typed into a form that was not saved, as he would know it again: every field by the label
 * that it has in its form, and what was chosen by its title. Marks, ids and names of buttons are left out.
 */
import { licenseList } from '#actions/site/license_list.ts';
import type { License } from '#domain/licenses.ts';
import type { Choice } from '#schema/field.ts';
import type { Visit } from '../page.ts';
import { SETTING_LABELS } from './admin.ts';
import { titleOf } from './dataset.ts';
import { type FormField, datasetType, sectionsOf } from './dataset-form.ts';
import { type Kind, showGroup } from './group.ts';
import { PARENT, labelsOf as labelsOfGroup } from './group-form.ts';
import type { KeptForm } from './kept-form.ts';
import { labelsOfResource, resourceFields } from './resource-form.ts';
import { capacityName } from './user.ts';
import { USER_LABELS } from './user-form.ts';

export type KeptTexts = readonly (readonly [label: string, text: string])[];

type Named = Pick<FormField, 'label'> & Partial<FormField>;
type Table = Readonly<Record<string, Named>>;

export async function keptTexts(visit: Visit, { action, fields }: KeptForm): Promise<KeptTexts> {
  const filled = fields.filter(([name, value]) => value.trim() !== '' && !/^extras__/.test(name));
  const table = tableOf(visit, action);
  if (table === undefined) return [...plainTexts(filled), ...extrasIn(fields)];
  const told: (readonly [string, string])[] = [];
  for (const [name, field] of Object.entries(table))
    for (const [, value] of filled.filter(([sent]) => sent === name)) {
      const text = await nameOf(visit, { ...field, name }, value);
      if (text !== undefined) told.push([field.label, text]);
    }
  return [...told, ...extrasIn(fields)];
}

/** The fields of our own forms by their names, in their order; undefined for a form of an extension. */
function tableOf(visit: Visit, action: string): Table | undefined {
  const place = action.replace(/[?#].*$/, '');
  if (/\/dataset\/[^/]+\/resource\//.test(place)) return resourceTable(visit);
  if (/\/dataset\/(?:new|edit)(?:\/|$)/.test(place)) return datasetTable(visit);
  const kind = /\/(organization|group)\/(?:new|edit)(?:\/|$)/.exec(place)?.[1];
  if (kind === 'organization' || kind === 'group') return groupTable(kind);
  if (/\/(?:organization|group)\/member_new\//.test(place)) return labelled({ username: 'User name', role: 'Role' });
  if (/\/user\/[^/]+\/api-tokens$/.test(place)) return labelled({ name: 'Name of the token' });
  if (/\/user\/(?:edit|register)(?:\/|$)/.test(place)) return labelled(USER_LABELS);
  if (/\/ckan-admin\/config$/.test(place)) return labelled(SETTING_LABELS);
  return /\/(?:dataset|organization|group|user|dashboard|ckan-admin)(?:\/|$)/.test(place) ? {} : undefined;
}

const labelled = (labels: Readonly<Record<string, string>>): Table =>
  Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, { label }]));

const byName = (fields: readonly FormField[]): Table => Object.fromEntries(fields.map((field) => [field.name, field]));

const typesOf = (visit: Visit) => [datasetType(visit, undefined), ...(visit.catalogue.site.types?.values() ?? [])];

const datasetTable = (visit: Visit): Table =>
  Object.assign({}, ...typesOf(visit).map((type) => byName(sectionsOf(type).flatMap(({ fields }) => fields)))) as Table;

function resourceTable(visit: Visit): Table {
  const fields = typesOf(visit).flatMap(resourceFields);
  return { ...labelled(labelsOfResource(fields)), ...byName(fields) };
}

const groupTable = (kind: Kind): Table => ({ ...labelled(labelsOfGroup(kind)), [PARENT]: { label: labelsOfGroup(kind)[PARENT] ?? '' } });

/** What a value is called; undefined for a choice that has no name for this visitor. */
async function nameOf(visit: Visit, { name, kind, choices = [] }: Named, value: string): Promise<string | undefined> {
  if (name === 'private') return /^true$/i.test(value) ? 'Private' : 'Public';
  if (name === 'role') return capacityName(value);
  if (name === 'owner_org') return titleOfGroup(visit, 'organization', value);
  if (name === PARENT) return (await titleOfGroup(visit, 'organization', value)) ?? titleOfGroup(visit, 'group', value);
  if (kind === 'boolean') return /^true$/i.test(value) ? 'Yes' : 'No';
  if (kind === 'licence') return licenceTitle(visit, value);
  return labelIn(choices, value);
}

const labelIn = (choices: readonly Choice[], value: string): string => choices.find((one) => one.value === value)?.label ?? value;

async function titleOfGroup(visit: Visit, kind: Kind, id: string): Promise<string | undefined> {
  return showGroup(visit, kind, id).then(titleOf, () => undefined);
}

async function licenceTitle(visit: Visit, id: string): Promise<string> {
  const licenses = await visit.ask<readonly License[]>(licenseList, {}).catch(() => []);
  return licenses.find((one) => one.id === id)?.title ?? id;
}

/** Rows of names and values, each in one. */
function extrasIn(fields: KeptForm['fields']): KeptTexts {
  const sent = new Map(fields);
  const numbers = new Set(fields.flatMap(([name]) => /^extras__(\d+)__/.exec(name)?.[1] ?? []));
  return [...numbers]
    .map((at) => [sent.get(`extras__${at}__key`) ?? '', sent.get(`extras__${at}__value`) ?? ''] as const)
    .filter(([key, value]) => `${key}${value}`.trim() !== '')
    .map(([key, value], at) => [`Further field ${at + 1}`, `${key}: ${value}`]);
}

/** Of a form that nobody here knows: its own names, made readable. */
const plainTexts = (filled: KeptForm['fields']): KeptTexts =>
  filled.filter(([name]) => !/^_|^(?:save|held_|add_row|remove_row)|_source$/.test(name)).map(([name, value]) => [readable(name), value]);

/** `contact__0__email` as `Contact 1 email`, `site.page_title` as `Page title`. */
function readable(name: string): string {
  const words = name
    .slice(name.lastIndexOf('.') + 1)
    .split('__')
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part.replaceAll('_', ' ')))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
