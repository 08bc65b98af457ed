/**
 * A dataset as it goes on the wire. What is stored is passed on as the bytes it is; what must
 * never be stale (titles of organizations and groups, the site's address, counts, the licence)
 * is spliced around it.
 */
import type pg from 'pg';
import type { Visibility } from '#access/labels.ts';
import type { Doc, Resource } from '#domain/dataset.ts';
import type { Group } from '#domain/group.ts';
import type { LicenseRegister } from '#domain/licenses.ts';
import { type DatasetRow, loadDatasetRows } from '#store/dataset.ts';
import type { ResourceRow } from '#store/resource.ts';
import type { Directory } from '#store/directory.ts';
import type { Document } from '#store/document-cache.ts';
import { pictureAddress } from '../picture/address.ts';

export type PresentingFacts = { readonly url: string; readonly licenses: LicenseRegister; readonly visibility: Visibility };

/** Loads datasets and makes their wire bytes. */
export async function presentDatasets(
  pool: pg.Pool,
  directory: Directory,
  facts: PresentingFacts,
  ids: readonly string[],
): Promise<readonly Document[]> {
  const rows = await loadDatasetRows(pool, ids);
  return rows.map((row) => presentRow(row, directory, facts));
}

/** The wire bytes of one dataset as stored. */
export const presentRow = (row: DatasetRow, directory: Directory, facts: PresentingFacts): Document => ({
  head: row.head,
  groups: row.groups,
  labels: facts.visibility.labelsOf(row.head, JSON.parse(row.docText) as Doc),
  bytes: Buffer.from(datasetText(row, directory, facts), 'utf8'),
});

function datasetText({ head, docText, groups, resources }: DatasetRow, directory: Directory, facts: PresentingFacts): string {
  const organization = head.ownerOrg === null ? undefined : directory.get(head.ownerOrg);
  const spliced = [
    `"metadata_created":"${head.created}","metadata_modified":"${head.modified}","num_resources":${resources.length}`,
    licenseText(head.licenseId, facts.licenses),
    `"organization":${organization?.state === 'active' ? organizationText(organization) : 'null'}`,
    `"groups":[${groupsOf(groups, directory)
      .map((group) => groupText(group, facts.url))
      .join(',')}]`,
    `"resources":[${resources.map((resource, position) => resourceText(resource, head.id, position, facts.url)).join(',')}]`,
  ];
  return `${docText.slice(0, -1)},${spliced.join(',')}}`;
}

function licenseText(id: string | null, licenses: LicenseRegister): string {
  const license = id === null ? undefined : licenses.find(id);
  const isOpen = id !== null && licenses.isOpen(id);
  const title = JSON.stringify(license?.title ?? id);
  const url = license !== undefined && license.url !== '' ? `,"license_url":${JSON.stringify(license.url)}` : '';
  return `"isopen":${isOpen},"license_title":${title}${url}`;
}

/** The organization inside a dataset. */
const organizationText = ({ id, name, title, type, description, imageUrl, created, approvalStatus, state }: Group): string =>
  JSON.stringify({
    id,
    name,
    title,
    type,
    description,
    image_url: imageUrl,
    created,
    is_organization: true,
    approval_status: approvalStatus,
    state,
  });

/** Active groups in the order they are shown; organizations never stand among them. */
function groupsOf(ids: readonly string[], directory: Directory): readonly Group[] {
  if (ids.length === 0) return [];
  const shown = ids.flatMap((id) => directory.get(id) ?? []).filter((group) => group.state === 'active' && !group.isOrganization);
  return shown.sort((a, b) => (displayName(a) < displayName(b) ? -1 : 1));
}

const displayName = (group: Group): string => group.title || group.name;

const groupText = (group: Group, siteUrl: string): string =>
  JSON.stringify({
    description: group.description,
    display_name: displayName(group),
    id: group.id,
    image_display_url: pictureAddress(siteUrl, 'group', group.imageUrl),
    name: group.name,
    title: group.title,
  });

const uploadAddress = (siteUrl: string, datasetId: string, resourceId: string, fileName: string): string =>
  `${siteUrl}/dataset/${datasetId}/resource/${resourceId}/download/${fileName}`;

function resourceText({ id, docText, uploadName }: ResourceRow, datasetId: string, position: number, siteUrl: string): string {
  const url = uploadName === null ? '' : `"url":${JSON.stringify(uploadAddress(siteUrl, datasetId, id, uploadName))},`;
  return `{"package_id":"${datasetId}","position":${position},"datastore_active":false,${url}${docText.slice(1)}`;
}

/** One resource as `resource_show` gives it. */
export function presentResource(
  { id, datasetId, position, uploadName, doc }: Omit<Resource, 'file' | 'rev' | 'state'>,
  siteUrl: string,
): Record<string, unknown> {
  const url = uploadName === null ? {} : { url: uploadAddress(siteUrl, datasetId, id, uploadName) };
  return { package_id: datasetId, position, datastore_active: false, ...url, ...doc };
}
