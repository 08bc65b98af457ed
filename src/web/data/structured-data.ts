/** A dataset in schema.org's words, for search engines. */
import { safeAddress } from '../text/addresses.ts';
import { excerpt } from '../text/markdown.ts';
import { type DatasetDict, type ResourceDict, datasetPath, resourceTitle, titleOf } from './dataset.ts';
import { plain } from './fields.ts';
import { groupPath } from './group.ts';

export function structuredData(dataset: DatasetDict, siteUrl: string): unknown {
  const { organization } = dataset;
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': siteUrl + datasetPath(dataset),
    url: siteUrl + datasetPath(dataset),
    name: titleOf(dataset),
    // Google asks for 50 characters at least and reads 5,000.
    description: excerpt(plain(dataset.notes), 4900) || titleOf(dataset),
    identifier: dataset.id,
    license: safeAddress(dataset.license_url) ?? (plain(dataset.license_title) || undefined),
    isAccessibleForFree: dataset.isopen === true ? true : undefined,
    version: plain(dataset.version) || undefined,
    keywords: dataset.tags?.map(({ name }) => name),
    dateCreated: dataset.metadata_created ?? undefined,
    dateModified: dataset.metadata_modified ?? undefined,
    publisher: organization
      ? { '@type': 'Organization', name: titleOf(organization), url: siteUrl + groupPath('organization', organization) }
      : undefined,
    distribution: dataset.resources?.map(distribution),
  };
}

const distribution = (resource: ResourceDict): unknown => ({
  '@type': 'DataDownload',
  name: resourceTitle(resource),
  description: plain(resource.description) || undefined,
  encodingFormat: plain(resource.mimetype) || plain(resource.format) || undefined,
  contentUrl: safeAddress(resource.url),
  dateModified: resource.last_modified ?? undefined,
});
