/** The fields of a dataset's form, one for each field of its type, with what people should know while they fill it in. */
import type { ComponentChildren, VNode } from 'preact';
import type { License } from '#domain/licenses.ts';
import type { FormField, Section } from '../data/dataset-form.ts';
import { textOf } from '../data/fields.ts';
import {
  Choice,
  DateField,
  FieldGroup,
  type FormState,
  type Option,
  Radios,
  Select,
  TagsField,
  TextArea,
  TextField,
} from './form-fields.tsx';
import { HintAndError } from './form-frame.tsx';

/** What the visitor can choose from, and what holds for this site. */
export type Choices = {
  readonly organizations: readonly (Option & { readonly name: string })[];
  readonly ownerRequired: boolean;
  readonly licenses: readonly License[];
  readonly siteUrl: string;
};

type Props = {
  readonly sections: readonly Section[];
  readonly form: FormState;
  readonly choices: Choices;
  /** The name under which the dataset is known so far. */
  readonly known?: string | undefined;
  /** Stands at the end of the section with this id. */
  readonly after?: Readonly<Record<string, ComponentChildren>>;
};

export const DatasetFields = ({ sections, form, choices, known, after = {} }: Props): VNode => (
  <>
    {sections.map(({ id, title, fields }) => (
      <FieldGroup title={title}>
        {fields.map((field) => (
          <AskedField field={field} form={form} choices={choices} known={known} />
        ))}
        {after[id]}
      </FieldGroup>
    ))}
  </>
);

type AskedProps = Pick<Props, 'form' | 'choices' | 'known'> & { readonly field: FormField };

const HINTS: Readonly<Record<string, string>> = {
  title: 'What it is about, where and when. Such as: Snow depth in the Okanagan, 1950 to today',
  notes: 'What the data says, how it was gathered, and what people should know before using it.',
  tag_string: 'Words that people may look for, with commas between. Such as: snow, water supply, Okanagan',
  url: 'Page where the data comes from, if it has one.',
  version: 'Such as: 2.1, or: spring 2026',
  author: 'The person or office that made the data.',
  maintainer: 'The person or office that answers questions about it.',
  license_id: 'What people may do with the data.',
};

function AskedField({ field, form, choices, known }: AskedProps): VNode {
  const { name, kind } = field;
  const common = { form, name, hint: HINTS[name] ?? field.help, required: field.required === true };
  switch (name) {
    case 'title':
      return <TextField {...common} spellCheck required />;
    case 'name':
      return <NameField form={form} siteUrl={choices.siteUrl} known={known} />;
    case 'tag_string':
      return <TagsField {...common} />;
    case 'private':
      return <Visibility form={form} />;
    case 'owner_org':
      return <Owner form={form} choices={choices} />;
    default:
      return FieldOfKind(field, kind === 'licence' ? choices.licenses : [], common);
  }
}

type Common = { readonly form: FormState; readonly name: string; readonly hint: ComponentChildren; readonly required: boolean };

/** The widget of a field that only its kind tells about. */
export function FieldOfKind(field: FormField, licenses: readonly License[], common: Common): VNode {
  const { choices = [], name } = field;
  switch (field.kind) {
    case 'markdown':
      return <TextArea {...common} markdown rows={name === 'notes' ? 10 : 4} />;
    case 'json':
      return <TextArea {...common} rows={4} />;
    case 'email':
      return <TextField {...common} type="email" />;
    case 'url':
      return <TextField {...common} type="url" />;
    case 'date':
      return <DateField {...common} />;
    case 'licence':
      return <Select {...common} options={licenses.map(({ id, title }) => ({ value: id, label: title }))} blank="Choose a licence" />;
    case 'boolean':
      return <Radios {...common} options={YES_OR_NO} />;
    case 'choice':
      return <Select {...common} options={choices} blank="Choose one" />;
    case 'choices':
      return <Several {...common} options={choices} />;
    case 'format':
      return <TextField {...common} suggest="/api/2/util/resource/format_autocomplete?incomplete=" />;
    default:
      return textOf(common.form.values, name).includes('\n') ? <TextArea {...common} rows={4} /> : <TextField {...common} spellCheck />;
  }
}

const YES_OR_NO: readonly Option[] = [
  { value: 'True', label: 'Yes' },
  { value: 'False', label: 'No' },
];

function NameField({
  form,
  siteUrl,
  known,
}: {
  readonly form: FormState;
  readonly siteUrl: string;
  readonly known: string | undefined;
}): VNode {
  const hint =
    known === undefined ? (
      <>
        The end of the address of its page: {siteUrl}/dataset/<b>name</b>. Lower-case letters, digits, - and _. Left empty, it is made from
        the title.
      </>
    ) : (
      <>
        The end of the address of its page, now {siteUrl}/dataset/<b>{known}</b>. If you change it, the old address will still lead here,
        but programs that look for the old name in lists no longer find it.
      </>
    );
  return <TextField form={form} name="name" hint={hint} slugOf={known === undefined ? 'title' : undefined} />;
}

const VISIBILITIES: readonly Option[] = [
  { value: 'False', label: 'Public', hint: 'Once it is published, everybody can find it, read it and download its data.' },
  { value: 'True', label: 'Private', hint: 'Only members of its organization and the administrators of the site can see it.' },
];

const Visibility = ({ form }: { readonly form: FormState }): VNode => <Radios form={form} name="private" options={VISIBILITIES} />;

function Owner({ form, choices }: { readonly form: FormState; readonly choices: Choices }): VNode {
  const { organizations, ownerRequired } = choices;
  const hint = ownerRequired
    ? 'Its editors and admins can change the dataset.'
    : 'Its editors and admins can change the dataset. Without one, everybody who may create datasets can, and it cannot be private.';
  const blank = ownerRequired ? 'Choose an organization' : 'No organization';
  return <Select form={form} name="owner_org" hint={hint} required={ownerRequired} options={organizations} blank={blank} />;
}

/** Boxes to tick. The empty value says that the question was asked where none is ticked. */
function Several({ form, name, hint, options }: Common & { readonly options: readonly Option[] }): VNode {
  const chosen = new Set(textOf(form.values, name).split('\n'));
  const errors = form.errors[name] ?? [];
  return (
    <fieldset class={errors.length > 0 ? 'field field-wrong' : 'field'}>
      <legend>{form.labels[name]}</legend>
      <HintAndError id={name} hint={hint} errors={errors} />
      <input type="hidden" name={name} value="" />
      {options.map((option, at) => (
        <Choice type="checkbox" id={at === 0 ? name : `${name}-${at}`} name={name} option={option} checked={chosen.has(option.value)} />
      ))}
    </fieldset>
  );
}
