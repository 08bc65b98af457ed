/** The form of a resource, new or there already. */
import type { Fields } from '#domain/page.ts';
import type { ComponentChildren, VNode } from 'preact';
import { Base, Conflict } from '../../components/conflict.tsx';
import { FieldOfKind } from '../../components/dataset-fields.tsx';
import { type Errors, ErrorSummary, Form } from '../../components/form.tsx';
import { FileField } from '../../components/form-file.tsx';
import type { FormState } from '../../components/form-fields.tsx';
import type { Difference, FieldText } from '../../data/concurrency.ts';
import type { ResourceDict } from '../../data/dataset.ts';
import type { FormField } from '../../data/dataset-form.ts';
import { type FileChoice, type FileSource, type HeldFile, TOO_LARGE } from '../../data/form-file.ts';
import { fileNameOf, isUpload, labelsOfResource, linkFault } from '../../data/resource-form.ts';
import type { Visit } from '../../page.ts';
import { readableSize } from '../../text/sizes.ts';

export type ResourceView = {
  readonly values: Fields;
  readonly errors: Errors;
  readonly source: FileSource;
  readonly held?: HeldFile | undefined;
  readonly differences?: readonly Difference[];
  /** Somebody else deleted the dataset meanwhile. */
  readonly deleted?: boolean;
};

type Props = ResourceView & {
  readonly visit: Visit;
  readonly action: string;
  readonly fields: readonly FormField[];
  /** The resource that is there already. */
  readonly resource?: ResourceDict;
  readonly draft: string;
  readonly base?: readonly FieldText[];
  /** The buttons. */
  readonly children: ComponentChildren;
};

const HINTS: Readonly<Record<string, string>> = {
  name: 'What sets it apart from the other data here. Such as: Snow depth by station, 2024',
  description: 'What is in it: columns, units, what to watch out for.',
  format: 'Such as: CSV. Left empty, it is guessed from the name of the file or from the address.',
};

/** Where uploads are off, links are left. */
export const mostMegabytes = ({ catalogue }: Visit): number | undefined =>
  catalogue.site.settings['ckan.uploads_enabled'] ? catalogue.site.settings['ckan.max_resource_size'] : undefined;

export function ResourceFormView(props: Props): VNode {
  const { visit, action, fields, resource, values, errors, source, held, draft, base, differences = [], children } = props;
  const form: FormState = { values, errors, labels: labelsOfResource(fields) };
  return (
    <>
      <ErrorSummary errors={errors} labels={form.labels} />
      <Form request={visit.request} action={action} label="Resource" files draft={draft} once={resource === undefined}>
        {base !== undefined && <Base texts={base} />}
        <Conflict differences={differences} reload={visit.request.path} deleted={props.deleted === true} />
        <FileField
          form={form}
          name="upload"
          urlName="url"
          source={source}
          held={held}
          present={resource !== undefined && isUpload(resource) ? <PresentFile resource={resource} /> : undefined}
          none="There is neither a file nor an address yet"
          mostMegabytes={mostMegabytes(visit)}
        />
        {fields.map((field) => FieldOfKind(field, [], { form, name: field.name, hint: HINTS[field.name] ?? field.help, required: false }))}
        {children}
      </Form>
    </>
  );
}

function PresentFile({ resource }: { readonly resource: ResourceDict }): VNode {
  const size = readableSize(resource.size);
  return (
    <>
      <strong class="long-text">{fileNameOf(resource)}</strong>
      {size !== undefined && ` (${size})`}
    </>
  );
}

/** What the choice of file or link alone gets wrong, where the link is not the one `before`; the catalogue itself would make a resource of nothing. */
export function faultOf({ source, upload, lost, tooLarge, url }: FileChoice, before = ''): Errors {
  if (tooLarge) return { upload: [TOO_LARGE] };
  const fault = source === 'link' && url.trim() !== before ? linkFault(url) : undefined;
  if (fault !== undefined) return { url: [fault] };
  if (source !== 'upload' || upload !== undefined) return {};
  return { upload: [lost ? 'The file is kept no longer. Choose it again' : 'Choose a file'] };
}

/** An address that was typed counts where no file was chosen. */
export const settledChoice = (choice: FileChoice): FileChoice =>
  choice.source === 'upload' && choice.upload === undefined && !choice.lost && !choice.tooLarge && choice.url.trim() !== ''
    ? { ...choice, source: 'link' }
    : choice;
