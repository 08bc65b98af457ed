/** A dataset as `package_show` and `package_search` give it, as far as pages look at it. */
import { packageShow } from '#actions/package/package_show.ts';
import type { Visit } from '../page.ts';
import { path, safeAddress } from '../text/addresses.ts';
import { plain } from './fields.ts';

export type ResourceDict = {
  readonly id: string;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly url?: string | null;
  readonly url_type?: string | null;
  readonly format?: string | null;
  readonly mimetype?: string | null;
  readonly size?: number | string | null;
  readonly hash?: string | null;
  readonly created?: string | null;
  readonly last_modified?: string | null;
  readonly metadata_modified?: string | null;
};

export type OwnerDict = {
  readonly id: string;
  readonly name: string;
  readonly title?: string | null;
  readonly description?: string | null;
};

export type DatasetDict = {
  readonly id: string;
  readonly name: string;
  readonly title?: string | null;
  readonly notes?: string | null;
  readonly private?: boolean;
  readonly state?: string;
  readonly type?: string;
  readonly url?: string | null;
  readonly version?: string | null;
  readonly author?: string | null;
  readonly author_email?: string | null;
  readonly maintainer?: string | null;
  readonly maintainer_email?: string | null;
  readonly license_id?: string | null;
  readonly license_title?: string | null;
  readonly license_url?: string | null;
  readonly isopen?: boolean;
  readonly metadata_created?: string | null;
  readonly metadata_modified?: string | null;
  readonly organization?: OwnerDict | null;
  readonly groups?: readonly OwnerDict[];
  readonly tags?: readonly { readonly name: string; readonly display_name?: string }[];
  readonly extras?: readonly { readonly key: string; readonly value: unknown }[];
  readonly resources?: readonly ResourceDict[];
};

export const showDataset = (visit: Visit, id: string): Promise<DatasetDict> => visit.ask<DatasetDict>(packageShow, { id });

export const titleOf = (thing: { readonly title?: string | null; readonly name: string }): string => plain(thing.title) || thing.name;

export const datasetPath = (dataset: { readonly name: string }): string => path('dataset', dataset.name);

export const resourcePath = (dataset: { readonly name: string }, resource: { readonly id: string }): string =>
  path('dataset', dataset.name, 'resource', resource.id);

/** CKAN: a resource without a name is called by the end of its address. */
export function resourceTitle(resource: ResourceDict): string {
  const name = plain(resource.name);
  if (name !== '') return name;
  const file =
    plain(resource.url)
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? '';
  return decoded(file) || 'Unnamed resource';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const SERVICES = new Set(['wms', 'wmts', 'wfs', 'wcs', 'csw', 'esri rest', 'arcgis_rest', 'api', 'sparql', 'atom', 'rss']);

export type Access = { readonly href: string; readonly verb: 'Download' | 'Open service' | 'Go to page'; readonly elsewhere: boolean };

/** How a visitor gets at the data behind a resource; undefined where the address is none to follow. */
export function accessTo(resource: ResourceDict, siteUrl: string): Access | undefined {
  const href = safeAddress(resource.url);
  if (href === undefined) return undefined;
  const format = plain(resource.format).toLowerCase();
  const elsewhere = !href.startsWith(`${siteUrl}/`);
  const verb = SERVICES.has(format) ? 'Open service' : format === 'html' && elsewhere ? 'Go to page' : 'Download';
  return { href, verb, elsewhere };
}

/** Formats of a dataset's resources with how many there are of each, in the order of first mention. */
export function formatsOf(dataset: DatasetDict): readonly (readonly [format: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const resource of dataset.resources ?? []) {
    const format = plain(resource.format);
    if (format !== '') counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  return [...counts];
}
