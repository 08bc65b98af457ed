/** What writers do, with how often in a hundred times. */
import { isShared, type KnownDataset, type KnownResource } from './board.ts';
import { datasetFields, datasetKey, type Doc, linkFields, organizationKey, resourceKey, resourceValue, sha256 } from './content.ts';
import { ABSENT, DELETED } from './ledger.ts';
import type { Writer } from './writers.ts';

export type Deed = (writer: Writer) => Promise<unknown>;

export const ORGANIZATION = 'under-fire';
const MOST_UPLOAD_BYTES = 200_000;

const createDataset: Deed = async ({ number, random, fresh, write, board }) => {
  const word = fresh();
  const name = `${random.chance(0.5) ? 's' : 'w'}${number}-${word}`;
  const resource = `w${number}-${word}-first`;
  const withResource = random.chance(0.5);
  const input = {
    name,
    owner_org: ORGANIZATION,
    ...datasetFields(name, word),
    ...(withResource && { resources: [linkFields(resource, word)] }),
  };
  const values = { [datasetKey(name)]: word, ...(withResource && { [resourceKey(name, resource)]: resourceValue(word) }) };
  const reply = await write('package_create', input, values);
  if (reply.kind !== 'done') return;
  const dataset: KnownDataset = { id: String(reply.result.id), name, writer: number };
  board.datasets.push(dataset);
  for (const { id } of reply.result.resources as { id: string }[])
    board.resources.push({ id, name: resource, writer: number, dataset, isUpload: false });
};

const patchDataset: Deed = async (writer) => {
  const dataset = ownDataset(writer);
  if (dataset === undefined) return createDataset(writer);
  const version = writer.fresh();
  await writer.write('package_patch', { id: dataset.id, ...datasetFields(dataset.name, version) }, { [datasetKey(dataset.name)]: version });
};

const deleteDataset: Deed = async (writer) => {
  const dataset = ownDataset(writer);
  if (dataset === undefined || isShared(dataset)) return createDataset(writer);
  writer.board.forget(dataset);
  await writer.write('package_delete', { id: dataset.id }, { [datasetKey(dataset.name)]: DELETED });
};

const createOrganization: Deed = async ({ fresh, write, number }) => {
  const name = `w${number}-${fresh()}`;
  await write('organization_create', { name, title: `Title of ${name}` }, { [organizationKey(name)]: `Title of ${name}` });
};

const createLink: Deed = async (writer) => {
  const dataset = anyDataset(writer);
  if (dataset === undefined) return createDataset(writer);
  const { version, name } = newResource(writer);
  await addResource(writer, dataset, name, { ...linkFields(name, version), package_id: dataset.id }, resourceValue(version));
};

const createUpload: Deed = async (writer) => {
  const dataset = anyDataset(writer);
  if (dataset === undefined) return createDataset(writer);
  const { version, name } = newResource(writer);
  const { form, value } = uploadOf(writer, { package_id: dataset.id, name, description: version }, version);
  await addResource(writer, dataset, name, form, value);
};

const patchLink: Deed = async (writer) => {
  const resource = ownResource(writer);
  if (resource === undefined) return createLink(writer);
  const version = writer.fresh();
  const input = { id: resource.id, ...linkFields(resource.name, version), clear_upload: 'true' };
  resource.isUpload = false;
  await writer.write('resource_patch', input, { [keyOf(resource)]: resourceValue(version) });
};

/** Of a file for the most part, of a link at times. */
const replaceUpload: Deed = async (writer) => {
  const resource = writer.random.chance(0.15) ? ownResource(writer) : ownResource(writer, ({ isUpload }) => isUpload);
  if (resource === undefined) return createUpload(writer);
  const version = writer.fresh();
  const { form, value } = uploadOf(writer, { id: resource.id, description: version }, version);
  resource.isUpload = true;
  await writer.write('resource_patch', form, { [keyOf(resource)]: value });
};

const deleteResource: Deed = async (writer) => {
  const resource = ownResource(writer);
  if (resource === undefined) return createLink(writer);
  writer.board.forget(resource);
  await writer.write('resource_delete', { id: resource.id }, { [keyOf(resource)]: ABSENT });
};

/** Whoever writes finds what he wrote at once. */
const findOwn: Deed = async (writer) => {
  const dataset = ownDataset(writer);
  if (dataset === undefined) return createDataset(writer);
  const reply = await writer.read('package_search', { fq: `name:"${dataset.name}"`, rows: 1 });
  if (reply.kind === 'done' && reply.result.count !== 1)
    writer.fault(`a search by its writer found dataset ${dataset.name} ${reply.result.count} times`);
};

export const DEEDS: readonly { readonly deed: Deed; readonly share: number }[] = [
  { deed: createDataset, share: 12 },
  { deed: patchDataset, share: 12 },
  { deed: deleteDataset, share: 4 },
  { deed: createOrganization, share: 4 },
  { deed: createLink, share: 14 },
  { deed: createUpload, share: 14 },
  { deed: patchLink, share: 6 },
  { deed: replaceUpload, share: 24 },
  { deed: deleteResource, share: 5 },
  { deed: findOwn, share: 5 },
];

const ownDataset = ({ board, random, number }: Writer): KnownDataset | undefined =>
  random.pick(board.datasets.filter(({ writer }) => writer === number));
const anyDataset = ({ board, random, number }: Writer): KnownDataset | undefined =>
  random.pick(board.datasets.filter((one) => isShared(one) || one.writer === number));
const ownResource = (
  { board, random, number }: Writer,
  suits: (resource: KnownResource) => boolean = () => true,
): KnownResource | undefined => random.pick(board.resources.filter((one) => one.writer === number && suits(one)));
const keyOf = ({ dataset, name }: KnownResource): string => resourceKey(dataset.name, name);

function newResource({ number, fresh }: Writer): { version: string; name: string } {
  const version = fresh();
  return { version, name: `w${number}-${version}` };
}

async function addResource(
  { board, number, write }: Writer,
  dataset: KnownDataset,
  name: string,
  input: Doc | FormData,
  value: string,
): Promise<void> {
  const reply = await write('resource_create', input, { [resourceKey(dataset.name, name)]: value });
  if (reply.kind === 'done')
    board.resources.push({ id: String(reply.result.id), name, writer: number, dataset, isUpload: input instanceof FormData });
}

function uploadOf({ random }: Writer, fields: Readonly<Record<string, string>>, version: string): { form: FormData; value: string } {
  const bytes = random.bytes(random.between(1, random.chance(0.2) ? MOST_UPLOAD_BYTES : 2_000));
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('upload', new Blob([bytes]), `${version}.bin`);
  return { form, value: resourceValue(version, sha256(bytes)) };
}
