import assert from 'node:assert/strict';
import test from 'node:test';
import { aContext, anUpdate, id } from './contexts-for-tests.ts';
import type { Check, Field, Input } from './field.ts';
import { complain, defineRecord } from './field.ts';
import { DATASET_FIELDS, defineDatasetType, validateDataset } from './types/dataset.ts';
import type { DatasetContext, ResourceContext } from './types/dataset-context.ts';
import { field, textField } from './types/field-makers.ts';
import { RESOURCE_FIELDS } from './types/resource.ts';
import { oneOf } from './validators/choice.ts';
import { ignoreMissing, notEmpty } from './validators/missing.ts';
import { email } from './validators/email.ts';
import { toText } from './validators/text.ts';

const contact = defineRecord<unknown>({
  fields: [field('name', 'Name', 'text', [notEmpty, toText]), field('email', 'E-mail', 'email', [ignoreMissing, toText, email])],
});

const statusWhenPublished: Check<DatasetContext> = (at) => {
  if (at.output.publish_state === 'PUBLISHED' && !at.output.resource_status) complain(at, 'Missing value', 'resource_status');
};

const fields: readonly Field<DatasetContext>[] = [
  ...DATASET_FIELDS,
  field('publish_state', 'State', 'choice', [ignoreMissing, oneOf(['DRAFT', 'PUBLISHED'])], { initially: 'DRAFT', omitted: 'keep' }),
  textField('resource_status', 'Status'),
  field('contacts', 'Contacts', 'list', [], { items: contact, initially: [] }),
];
const resourceFields: readonly Field<ResourceContext>[] = [
  ...RESOURCE_FIELDS,
  field('bcdc_type', 'Type', 'choice', [notEmpty, toText], { required: true }),
];

const PROFILE = defineDatasetType({ name: 'bcdc_dataset', label: 'Record', fields, resourceFields, checks: [statusWhenPublished] });

const outcome = (input: Input, context = aContext()): unknown => {
  const result = validateDataset(PROFILE, { name: 'ponds', owner_org: 'water-board', ...input }, context);
  return result.ok ? result.value.doc : result.errors;
};

test('a dataset type adds fields, lists of records, fields of resources and conditions', () => {
  assert.deepEqual(outcome({ publish_state: 'PUBLISHED', contacts: [{ email: 'x' }, { name: 'Ann' }], resources: [{ url: 'x' }] }), {
    contacts: [{ name: ['Missing value'], email: ['Email x is not a valid format'] }, {}],
    resources: [{ bcdc_type: ['Missing value'] }],
    resource_status: ['Missing value'],
  });
});

test('its fields are kept with the dataset under its type', () => {
  const doc = outcome({ contacts: [{ name: 'Ann' }], resource_status: 'onGoing' }) as Input;

  assert.deepEqual(
    [doc.type, doc.publish_state, doc.resource_status, doc.contacts],
    ['bcdc_dataset', 'DRAFT', 'onGoing', [{ name: 'Ann', email: null }]],
  );
});

test('an update keeps or empties its fields as each of them says', () => {
  const doc = outcome({}, anUpdate({ id: id(20), publish_state: 'PUBLISHED', resource_status: 'x' })) as Input;
  assert.deepEqual(doc, { resource_status: ['Missing value'] });

  const kept = outcome({ resource_status: 'y' }, anUpdate({ publish_state: 'PUBLISHED', contacts: [{ name: 'Ann' }] })) as Input;
  assert.deepEqual([kept.publish_state, kept.contacts], ['PUBLISHED', []]);
});

test('a list where an object belongs, within a list, is refused with its path', () => {
  const dates = defineRecord<unknown>({ fields: [textField('date', 'Date')] });
  const type = defineDatasetType({
    name: 't',
    label: 'T',
    resourceFields: [...RESOURCE_FIELDS, field('dates', 'Dates', 'list', [], { items: dates })],
  });

  assert.throws(() => validateDataset(type, { name: 'ponds', owner_org: 'water-board', resources: [{}, { dates: ['x'] }] }, aContext()), {
    message: "Only lists of dicts can be placed against subschema ('resources', 1, 'dates'), not <class 'list'>",
  });
});

test('its fields are taken as keys of extras', () => {
  assert.deepEqual(outcome({ extras: [{ key: 'contacts', value: 'x' }] }), {
    extras: [{ key: ['There is a schema field with the same name'] }],
  });
});
