/** How actions find the dataset they are about. */
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import type { Document } from '#store/document-cache.ts';
import type { Call, Input } from '../action.ts';
import { isAbsent, refOf } from '../reference.ts';

/** A dataset by id or name: at once where it is in memory. */
function getDocument(call: Call, ref: unknown): Document | Promise<Document> {
  const id = refOf(ref);
  if (id === undefined) throw new NotFound();
  return call.db.documents.peek(id) ?? loadDocument(call, id);
}

async function loadDocument(call: Call, id: string): Promise<Document> {
  const document = await call.db.documents.find(id);
  if (document === undefined) throw new NotFound();
  return document;
}

/** The target of `package_show` and its kin, by `id` or the older `name_or_id`. */
export function getDocumentByInput(call: Call, input: Input): Document | Promise<Document> {
  const ref = isAbsent(input.id) ? input.name_or_id : input.id;
  if (isAbsent(ref)) throw new ValidationError({ name_or_id: ['Missing value'] });
  return getDocument(call, ref);
}

/** The organization that the input names as owner, if it names one that exists. */
export function ownerIn(call: Call, input: Input): Group | undefined {
  const ref = refOf(input.owner_org);
  const group = ref === undefined ? undefined : call.db.directory.find(ref);
  return group?.isOrganization === true ? group : undefined;
}

/** The groups that the input names, by id before name, and whether it names unknown ones. */
export function groupsIn(call: Call, input: Input): { groups: readonly Group[]; unknownGroups: boolean } {
  const items = Array.isArray(input.groups) ? (input.groups as unknown[]) : [];
  const refs = items.flatMap((item) =>
    typeof item === 'object' && item !== null ? (refOf((item as Input).id) ?? refOf((item as Input).name) ?? []) : [],
  );
  const found = refs.map((ref) => call.db.directory.find(ref));
  return { groups: found.filter((group) => group !== undefined), unknownGroups: found.includes(undefined) };
}
