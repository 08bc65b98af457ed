/** Says that a dataset is deleted, with the button that undoes it. */
import type { VNode } from 'preact';
import type { DatasetDict } from '../data/dataset.ts';
import type { Visit } from '../page.ts';
import { path } from '../text/addresses.ts';
import { Form } from './form.tsx';

export const RestoreForm = ({ visit, dataset }: { readonly visit: Visit; readonly dataset: DatasetDict }): VNode => (
  <div class="notice notice-warning">
    <p>
      <strong>This dataset is deleted.</strong> The public can no longer see it. Restoring it publishes it again.
    </p>
    <Form request={visit.request} action={path('dataset', 'restore', dataset.name)}>
      <button type="submit" class="button secondary">
        Restore the dataset
      </button>
    </Form>
  </div>
);
