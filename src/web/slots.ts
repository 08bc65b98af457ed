/** The places in our pages that extensions may fill, with what each is given. */
import type { DatasetDict, ResourceDict } from './data/dataset.ts';
import { defineSlot } from './slot.ts';

export type DatasetSlotProps = { readonly dataset: DatasetDict };
export type ResourceSlotProps = { readonly dataset: DatasetDict; readonly resource: ResourceDict };

/** Below the notes and files of a dataset, above its additional information. */
export const datasetSections = defineSlot<DatasetSlotProps>('dataset.sections');
/** At the end of the column beside a dataset. */
export const datasetAside = defineSlot<DatasetSlotProps>('dataset.aside');
/** Elements for the head of a dataset's page, such as links to other forms of the record. */
export const datasetHead = defineSlot<DatasetSlotProps>('dataset.head');
/** Below the description of a resource: previews and the like. */
export const resourceSections = defineSlot<ResourceSlotProps>('resource.sections');
