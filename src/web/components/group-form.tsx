/** The form of an organization or group, new or changed. */
import type { VNode } from 'preact';
import type { PageRequest } from '#domain/page.ts';
import type { Difference, FieldText } from '../data/concurrency.ts';
import type { GroupDict, Kind } from '../data/group.ts';
import { PARENT, PICTURE, PICTURE_URL } from '../data/group-form.ts';
import type { FileSource, HeldFile } from '../data/form-file.ts';
import { titleOf } from '../data/dataset.ts';
import { safeAddress } from '../text/addresses.ts';
import { Base, Conflict } from './conflict.tsx';
import { ErrorSummary, Form } from './form.tsx';
import { type FormState, FormButtons, Select, TextArea, TextField } from './form-fields.tsx';
import { FileField } from './form-file.tsx';
import { EXTRA_ROWS, Rows, rowLabels } from './form-rows.tsx';

export type PictureState = { readonly source: FileSource; readonly held?: HeldFile | undefined; readonly lost: boolean };

type Props = {
  readonly request: PageRequest;
  readonly kind: Kind;
  /** Undefined: a new one. */
  readonly group?: GroupDict;
  readonly form: FormState;
  readonly action: string;
  readonly cancel: string;
  readonly picture: PictureState;
  /** Those it may stand under. */
  readonly parents: readonly GroupDict[];
  readonly base?: readonly FieldText[];
  readonly differences?: readonly Difference[];
  readonly deleted?: boolean | undefined;
  readonly mimetypes: readonly string[];
  readonly mostMegabytes: number | undefined;
};

export function GroupForm(props: Props): VNode {
  const { request, kind, group, form, action, cancel, base, differences = [] } = props;
  const isNew = group === undefined;
  return (
    <>
      <ErrorSummary errors={form.errors} labels={{ ...form.labels, ...rowLabels(form, EXTRA_ROWS) }} />
      <Form
        request={request}
        action={action}
        label={isNew ? `New ${kind}` : `Description of the ${kind}`}
        files
        draft={`${kind} ${group?.id ?? 'new'}`}
        once={isNew}
      >
        {base !== undefined && <Base texts={base} />}
        <Conflict differences={differences} reload={action} deleted={props.deleted === true} />
        <TextField form={form} name="title" spellCheck hint={isNew ? titleHint(kind) : undefined} />
        <TextField
          form={form}
          name="name"
          hint={<NameHint kind={kind} group={group} />}
          required={!isNew}
          slugOf={isNew ? 'title' : undefined}
        />
        <TextArea form={form} name="description" rows={8} markdown />
        <PictureField {...props} />
        <ParentField {...props} />
        <Rows form={form} {...EXTRA_ROWS} hint={extrasHint(kind)} />
        <FormButtons save={isNew ? `Create ${kind}` : 'Save changes'} cancel={cancel} />
      </Form>
    </>
  );
}

const titleHint = (kind: Kind): string => (kind === 'organization' ? 'Such as: Ministry of Forests' : 'Such as: Water and snow');

const extrasHint = (kind: Kind): string =>
  `Other facts about the ${kind}, each with a name of its own. A field named url is shown as its web site.`;

const NameHint = ({ kind, group }: { readonly kind: Kind; readonly group: GroupDict | undefined }): VNode => (
  <>
    The page will be at{' '}
    <code>
      /{kind}/{group?.name ?? 'name'}
    </code>
    . Lower-case letters, digits, hyphens and underscores.{' '}
    {group === undefined
      ? 'Left blank, it is made from the title.'
      : 'If you change it, the page moves; links to the old address lead on to the new one until something else takes the old name.'}
  </>
);

function PictureField({ kind, group, form, picture, mimetypes, mostMegabytes }: Props): VNode {
  const present = group === undefined ? undefined : safeAddress(group.image_display_url);
  return (
    <>
      {picture.lost && <p class="notice notice-warning">The picture that was kept is no longer there. Choose it again.</p>}
      <FileField
        form={form}
        name={PICTURE}
        urlName={PICTURE_URL}
        source={picture.source}
        held={picture.held}
        present={present === undefined ? undefined : <img class="form-picture" src={present} alt={`The ${kind} as it is shown now`} />}
        none="None"
        accept={mimetypes.length === 0 ? undefined : mimetypes.join(',')}
        mostMegabytes={mostMegabytes}
      />
    </>
  );
}

function ParentField({ kind, group, form, parents }: Props): VNode | null {
  if (parents.length === 0) return null;
  const others = (group?.groups ?? []).slice(1).map(({ name }) => parents.find((one) => one.name === name) ?? { name });
  return (
    <Select
      form={form}
      name={PARENT}
      blank={`None (top level)`}
      options={parents.map((parent) => ({ value: parent.name, label: titleOf(parent) }))}
      hint={
        <>
          {kind === 'organization'
            ? 'The ministry or other body above it. Administrators there are administrators here too.'
            : 'The group above it.'}
          {others.length > 0 && ` It also stays under ${others.map((one) => titleOf(one)).join(', ')}.`}
        </>
      }
    />
  );
}
