/** A file, a link, or neither: one choice of which each possibility brings its own field. */
import type { ComponentChildren, VNode } from 'preact';
import { type FileSource, type HeldFile, heldField, sourceField } from '../data/form-file.ts';
import { readableSize } from '../text/sizes.ts';
import { textOf } from '../data/fields.ts';
import { Choice, type FormState } from './form-fields.tsx';
import { FieldFrame, HintAndError, describedBy } from './form-frame.tsx';

type Props = {
  /** Its labels name the choice (by the file's name) and the address. */
  readonly form: FormState;
  readonly name: string;
  readonly urlName: string;
  readonly source: FileSource;
  /** A file that came with an earlier try and is kept. */
  readonly held?: HeldFile | undefined;
  /** What is there now, where something is: it can stay as it is. */
  readonly present?: ComponentChildren;
  /** Whether there may be neither file nor link, and how that is called. */
  readonly none?: string;
  readonly accept?: string;
  readonly hint?: ComponentChildren;
  /** Most megabytes of a file; undefined where no files are taken, so that only links are offered. */
  readonly mostMegabytes?: number | undefined;
};

export function FileField({ form, name, urlName, source, held, present, none, accept, hint, mostMegabytes }: Props): VNode {
  const errors = form.errors[name] ?? [];
  const control = sourceField(name);
  const choice = (value: FileSource, label: string, children?: ComponentChildren): VNode => (
    <Choice type="radio" id={`${control}-${value}`} name={control} option={{ value, label }} checked={source === value}>
      {children}
    </Choice>
  );
  return (
    <fieldset
      class={errors.length > 0 ? 'field field-wrong choices' : 'field choices'}
      aria-describedby={describedBy(`${name}-choice`, hint, [])['aria-describedby']}
    >
      <legend>{form.labels[name] ?? name}</legend>
      <HintAndError id={`${name}-choice`} hint={hint} errors={[]} />
      {present !== undefined && choice('keep', 'Keep the current one', <p class="hint">{present}</p>)}
      {mostMegabytes !== undefined &&
        choice(
          'upload',
          present === undefined ? 'Upload a file' : 'Upload another file',
          <FileInput name={name} held={held} errors={errors} accept={accept} most={mostMegabytes} />,
        )}
      {choice('link', 'Link to an address', <LinkInput form={form} name={urlName} />)}
      {none !== undefined && choice('none', none)}
    </fieldset>
  );
}

type InputProps = {
  readonly name: string;
  readonly held: HeldFile | undefined;
  readonly errors: readonly string[];
  readonly accept: string | undefined;
  readonly most: number;
};

function FileInput({ name, held, errors, accept, most }: InputProps): VNode {
  const hint = `At most ${most} MB.`;
  return (
    <>
      {held !== undefined && (
        <p class="held-file">
          <strong class="long-text">{held.name}</strong> ({readableSize(held.size) ?? 'empty'}) is kept. Choose a file only to use another
          one.
          <input type="hidden" name={heldField(name)} value={held.id} />
        </p>
      )}
      <FieldFrame id={name} label={held === undefined ? 'File' : 'Another file'} hint={hint} errors={errors}>
        <input type="file" id={name} name={name} accept={accept} data-most={most} {...describedBy(name, hint, errors)} />
      </FieldFrame>
    </>
  );
}

function LinkInput({ form, name }: { readonly form: FormState; readonly name: string }): VNode {
  const errors = form.errors[name] ?? [];
  return (
    <FieldFrame id={name} label={form.labels[name] ?? name} errors={errors}>
      <input
        type="text"
        inputMode="url"
        id={name}
        name={name}
        value={textOf(form.values, name)}
        autoComplete="off"
        {...describedBy(name, undefined, errors)}
      />
    </FieldFrame>
  );
}
