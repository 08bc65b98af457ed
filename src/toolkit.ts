/**
 * The only door extensions use: what they may build with, by name. Adding here is a promise;
 * removing is a new major version.
 */
export type { AnyAction, Input, Outcome, Parameter } from '#actions/action.ts';
export { defineRead, defineWrite } from '#actions/action.ts';
export type { Call } from '#actions/action.ts';
export type { Catalogue } from '#actions/catalogue.ts';
export { getDocumentByInput } from '#actions/package/find.ts';
export { packageShow } from '#actions/package/package_show.ts';
export type { Around } from '#actions/runner.ts';
export { mayReadDataset } from '#access/dataset.ts';
export { type Decision, allowed, denied } from '#access/decision.ts';
export { type LabelPair, defaultLabels } from '#access/labels.ts';
export { type Actor, isSysadmin, nameOf, userIdOf } from '#domain/actor.ts';
export type { Doc } from '#domain/dataset.ts';
export { NotAuthorized, NotFound, ValidationError } from '#domain/errors.ts';
export type { ChangedPart, Event } from '#domain/events.ts';
export { newId } from '#domain/ids.ts';
export { Spliced } from '#domain/spliced.ts';
export { defineJob } from '#jobs/job.ts';
export { type Extension, type Reaction, defineExtension } from '#extensions/extension.ts';
export { DATASET_FIELDS, type DatasetType, defineDatasetType } from '#schema/types/dataset.ts';
export type { Field, Rule } from '#schema/field.ts';
export { complain } from '#schema/field.ts';
export type { Write } from '#store/commit.ts';
export type { Migration } from '#store/migration.ts';
export type { Store } from '#store/store.ts';
export { type Page, type Shown, type Visit, type WebExtension, get, post } from '#web/page.ts';
export { orNotFound } from '#web/pages/hidden.ts';
export { type Slot, fill } from '#web/slot.ts';
export { type DatasetSlotProps, type ResourceSlotProps, datasetAside, datasetHead, datasetSections, resourceSections } from '#web/slots.ts';
