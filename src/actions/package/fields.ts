/** The parameters of actions that take a whole dataset, made from the list of its fields. */
import { DATASET } from '#schema/types/dataset.ts';
import type { Parameter } from '../action.ts';

const KINDS: Readonly<Record<string, Parameter['kind']>> = { boolean: 'flag', integer: 'whole', list: 'list', json: 'object' };

export const datasetFields: Readonly<Record<string, Parameter>> = Object.fromEntries(
  DATASET.record.fields.map((field) => [
    field.name,
    { kind: KINDS[field.kind] ?? 'text', about: field.help ?? field.label } satisfies Parameter,
  ]),
);

export const resourceFields: Readonly<Record<string, Parameter>> = {
  ...Object.fromEntries(
    DATASET.resource.fields.map((field) => [
      field.name,
      { kind: KINDS[field.kind] ?? 'text', about: field.help ?? field.label } satisfies Parameter,
    ]),
  ),
  upload: { kind: 'file', about: 'A file to keep in the catalogue' },
  clear_upload: { kind: 'flag', about: 'Give up the uploaded file' },
};
