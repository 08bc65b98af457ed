/** One dataset with its resources. */
import { mayReadDataset } from '#access/dataset.ts';
import { Spliced } from '#domain/spliced.ts';
import type { Document } from '#store/document-cache.ts';
import { type Input, defineRead } from '../action.ts';
import { asFlag } from '../parameters.ts';
import { getDocumentByInput } from './find.ts';
import { shownWithPluginData } from './shown.ts';

export const packageShow = defineRead<Document, Input, Spliced>({
  name: 'package_show',
  about: 'Shows one dataset: its fields, tags, extras, groups, organization and resources.',
  input: {
    id: { kind: 'text', about: 'Id or name of the dataset' },
    name_or_id: { kind: 'text', about: 'Older name of the parameter id' },
    use_default_schema: { kind: 'flag', about: 'Show the fields of plain CKAN instead of those of the dataset type' },
    include_plugin_data: { kind: 'flag', about: 'Show what extensions keep with the dataset; sysadmins only' },
  },
  find: getDocumentByInput,
  may: ({ actor, site }, target) => mayReadDataset(actor, site.visibility.audienceOf(actor), { id: target.head.id, labels: target.labels }),
  run: (call, input, target) => {
    if (input.include_plugin_data === undefined || !asFlag(input.include_plugin_data)) return new Spliced([target.bytes]);
    return shownWithPluginData(call, target);
  },
});
