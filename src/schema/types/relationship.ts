/** Relationships inside the body of a dataset: checked, but not kept, since CKAN stores them half empty. */
import type { RecordType } from '../field.ts';
import { defineRecord } from '../field.ts';
import { oneOf } from '../validators/choice.ts';
import { notEmpty } from '../validators/missing.ts';
import { field, textField } from './field-makers.ts';

/** The eight names, each beside its reverse. */
export const RELATIONSHIP_TYPES: readonly string[] = [
  'depends_on',
  'dependency_of',
  'derives_from',
  'has_derivation',
  'links_to',
  'linked_from',
  'child_of',
  'parent_of',
];

export const relationshipRecord: RecordType<unknown> = defineRecord<unknown>({
  fields: [
    textField('id', 'Id', { kind: 'id' }),
    textField('subject', 'Subject'),
    textField('object', 'Object'),
    field('type', 'Type', 'choice', [notEmpty, oneOf(RELATIONSHIP_TYPES)], { required: true }),
    textField('comment', 'Comment'),
  ],
});
