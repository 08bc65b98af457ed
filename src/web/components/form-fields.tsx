/**
 * The fields of larger forms. Each takes the form's state and its own name, and finds in it what
 * stands in it, what it is called, and what is wrong with it.
 */
import type { ComponentChildren, VNode } from 'preact';
import type { Fields } from '#domain/page.ts';
import { textOf } from '../data/fields.ts';
import type { Errors } from './form.tsx';
import { FieldFrame, HintAndError, RequiredMark, describedBy } from './form-frame.tsx';

export type FormState = {
  /** What was typed, or what is stored: every value as a browser would send it. */
  readonly values: Fields;
  readonly errors: Errors;
  /** What each field is called, by its name; the summary of errors takes it from here too. */
  readonly labels: Readonly<Record<string, string>>;
};

type Common = {
  readonly form: FormState;
  readonly name: string;
  readonly hint?: ComponentChildren;
  readonly required?: boolean;
};

type Facts = { readonly id: string; readonly label: string; readonly value: string; readonly errors: readonly string[] };

/** A field's id is its name, so that an error's link leads to it. */
const factsOf = ({ values, errors, labels }: FormState, name: string): Facts => ({
  id: name,
  label: labels[name] ?? name,
  value: textOf(values, name),
  errors: errors[name] ?? [],
});

type InputType = 'text' | 'email' | 'url' | 'password' | 'date';

type TextProps = Common & {
  readonly type?: InputType;
  readonly autoComplete?: string;
  readonly spellCheck?: boolean;
  readonly readOnly?: boolean;
  /** Address that completes what is typed, to which it is appended; used where the script runs. */
  readonly suggest?: string;
  /** What is typed is a list with commas, each item of which is completed by itself. */
  readonly several?: boolean;
  /** The field from whose text the script makes this one while it is empty, as a name for addresses. */
  readonly slugOf?: string;
};

/** One line of text. Passwords are never shown again. */
export function TextField({
  form,
  name,
  hint,
  required,
  type = 'text',
  autoComplete = 'off',
  spellCheck = false,
  readOnly,
  suggest,
  several = false,
  slugOf,
}: TextProps): VNode {
  const { id, label, value, errors } = factsOf(form, name);
  const input = {
    id,
    name,
    value: type === 'password' ? undefined : value,
    autoComplete,
    required,
    spellcheck: spellCheck,
    readOnly,
    'data-suggest': suggest,
    'data-several': several || undefined,
    'data-slug-of': slugOf,
    ...describedBy(id, hint, errors),
  };
  return (
    <FieldFrame id={id} label={label} hint={hint} required={required} errors={errors}>
      {inputOf(type, input)}
    </FieldFrame>
  );
}

function inputOf(type: InputType, input: object): VNode {
  switch (type) {
    case 'password':
      return <input type="password" {...input} />;
    case 'date':
      return <input type="date" {...input} />;
    case 'text':
      return <input type="text" {...input} />;
    default:
      // The types email and url would refuse in the browser what the catalogue takes; they only choose a keyboard here.
      return <input type="text" inputMode={type} {...input} />;
  }
}

/** A day, as `2026-11-23`; whatever else is stored or was typed stays as text. */
export const DateField = (props: Common): VNode => {
  const value = textOf(props.form.values, props.name);
  return <TextField {...props} type={value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text'} />;
};

/** Words with commas between, completed by words in use where the script runs. */
export const TagsField = (props: Common): VNode => (
  <TextField {...props} suggest="/api/2/util/tag/autocomplete?incomplete=" several hint={props.hint ?? 'Separate keywords by commas.'} />
);

export function TextArea({
  form,
  name,
  hint,
  required,
  rows = 6,
  markdown = false,
}: Common & { readonly rows?: number; readonly markdown?: boolean }): VNode {
  const { id, label, value, errors } = factsOf(form, name);
  const told = markdown ? <MarkdownHint hint={hint} /> : hint;
  return (
    <FieldFrame id={id} label={label} hint={told} required={required} errors={errors}>
      {/* A browser drops the first line break of a text area. */}
      <textarea id={id} name={name} rows={rows} required={required} {...describedBy(id, told, errors)}>
        {value.startsWith('\n') ? `\n${value}` : value}
      </textarea>
    </FieldFrame>
  );
}

const MarkdownHint = ({ hint }: { readonly hint: ComponentChildren }): VNode => (
  <>
    {hint !== undefined && <span>{hint} </span>}
    <span>
      You can use Markdown: <code>**bold**</code>, <code>* list</code>, <code>[text](https://example.org)</code>; an empty line begins a new
      paragraph.
    </span>
  </>
);

export type Option = { readonly value: string; readonly label: string; readonly hint?: ComponentChildren };

/** `blank`: what stands for no choice; without it there must be one. A stored value that is no option is kept as one. */
export function Select({
  form,
  name,
  hint,
  required,
  options,
  blank,
}: Common & { readonly options: readonly Option[]; readonly blank?: string }): VNode {
  const { id, label, value, errors } = factsOf(form, name);
  const unknown = value !== '' && !options.some((option) => option.value === value);
  return (
    <FieldFrame id={id} label={label} hint={hint} required={required} errors={errors}>
      <select id={id} name={name} required={required} {...describedBy(id, hint, errors)}>
        {blank !== undefined && <option value="">{blank}</option>}
        {unknown && (
          <option value={value} selected>
            {value}
          </option>
        )}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** A choice whose consequences are spelled out beside each possibility. The summary's link leads to the first. */
export function Radios({ form, name, hint, required, options }: Common & { readonly options: readonly Option[] }): VNode {
  const { id, label, value, errors } = factsOf(form, name);
  return (
    <fieldset
      class={errors.length > 0 ? 'field field-wrong' : 'field'}
      aria-describedby={describedBy(id, hint, errors)['aria-describedby']}
    >
      <legend>
        {label}
        {required && <RequiredMark />}
      </legend>
      <HintAndError id={id} hint={hint} errors={errors} />
      {options.map((option, at) => (
        <Choice
          type="radio"
          id={at === 0 ? id : `${id}-${option.value}`}
          name={name}
          option={option}
          checked={option.value === value}
          required={required}
        />
      ))}
    </fieldset>
  );
}

type ChoiceProps = {
  readonly type: 'radio' | 'checkbox';
  readonly id: string;
  readonly name: string;
  readonly option: Option;
  readonly checked: boolean;
  readonly required?: boolean | undefined;
  readonly children?: ComponentChildren;
};

/** One possibility with its explanation; `children` are fields that belong to it alone. */
export const Choice = ({ type, id, name, option, checked, required, children }: ChoiceProps): VNode => (
  <div class="choice">
    <input
      type={type}
      id={id}
      name={name}
      value={option.value}
      checked={checked}
      required={required}
      aria-describedby={option.hint === undefined ? undefined : `${id}-about`}
    />
    <label for={id}>{option.label}</label>
    {option.hint !== undefined && (
      <div class="hint" id={`${id}-about`}>
        {option.hint}
      </div>
    )}
    {children !== undefined && <div class="choice-detail">{children}</div>}
  </div>
);

/** Fields that belong together under a heading of their own. */
export const FieldGroup = ({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: ComponentChildren;
  readonly children: ComponentChildren;
}): VNode => (
  <fieldset class="field-group">
    <legend>
      <h2>{title}</h2>
    </legend>
    {hint !== undefined && <div class="hint">{hint}</div>}
    {children}
  </fieldset>
);

/** The end of a form: its button, others beside it, and the way out. */
export const FormButtons = ({
  save,
  danger = false,
  cancel,
  children,
}: {
  readonly save: string;
  readonly danger?: boolean;
  readonly cancel?: string;
  readonly children?: ComponentChildren;
}): VNode => (
  <div class="form-buttons">
    <button type="submit" class={danger ? 'button danger' : 'button'}>
      {save}
    </button>
    {children}
    {cancel !== undefined && <a href={cancel}>Cancel</a>}
  </div>
);
