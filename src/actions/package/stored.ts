/** A stored dataset as the validators and writers look back at it. */
import type { Doc, Resource } from '#domain/dataset.ts';
import type { DatasetContext } from '#schema/types/dataset-context.ts';
import type { DatasetRow } from '#store/dataset.ts';

/** Its resources by id, with the file name of an upload as their `url`. */
export function storedResources(row: DatasetRow): ReadonlyMap<string, Resource> {
  return new Map(
    row.resources.map((r, position) => [
      r.id,
      {
        id: r.id,
        datasetId: row.head.id,
        position,
        state: 'active',
        rev: r.rev,
        uploadName: r.uploadName,
        file: r.file,
        doc: JSON.parse(r.docText) as Doc,
      },
    ]),
  );
}

/** A resource's fields as the caller knows them, an upload's address being its file name. */
export const resourceDict = (resource: Pick<Resource, 'doc' | 'uploadName'>): Doc =>
  resource.uploadName === null ? resource.doc : { ...resource.doc, url: resource.uploadName };

/** The dataset as it stands, for rules that compare or keep. */
export function currentDataset(row: DatasetRow): NonNullable<DatasetContext['current']> {
  const { head } = row;
  return {
    id: head.id,
    name: head.name,
    type: head.type,
    state: head.state,
    private: head.private,
    owner_org: head.ownerOrg,
    dict: currentDict(row),
  };
}

/** All of it as one dict: own fields, groups as ids, resources in order. */
export function currentDict(row: DatasetRow): Doc {
  return {
    ...(JSON.parse(row.docText) as Doc),
    groups: row.groups.map((id) => ({ id })),
    resources: [...storedResources(row).values()].map(resourceDict),
  };
}
