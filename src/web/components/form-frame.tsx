/** What stands around every field: its label, its hint and its error, tied to it for those who do not see them. */
import type { ComponentChildren, VNode } from 'preact';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly hint?: ComponentChildren | undefined;
  readonly required?: boolean | undefined;
  readonly errors: readonly string[];
  readonly children: ComponentChildren;
};

export const FieldFrame = ({ id, label, hint, required = false, errors, children }: Props): VNode => (
  <div class={errors.length > 0 ? 'field field-wrong' : 'field'}>
    <label for={id}>
      {label}
      {required && <RequiredMark />}
    </label>
    <HintAndError id={id} hint={hint} errors={errors} />
    {children}
  </div>
);

export const RequiredMark = (): VNode => <span class="required"> (required)</span>;

export const HintAndError = ({ id, hint, errors }: Pick<Props, 'id' | 'hint' | 'errors'>): VNode => (
  <>
    {hint !== undefined && (
      <div class="hint" id={`${id}-hint`}>
        {hint}
      </div>
    )}
    {errors.length > 0 && (
      <p class="error" id={`${id}-error`}>
        <span class="unseen">Error: </span>
        {errors.join('. ')}
      </p>
    )}
  </>
);

type Description = { readonly 'aria-invalid': true | undefined; readonly 'aria-describedby': string | undefined };

export function describedBy(id: string, hint: unknown, errors: readonly string[]): Description {
  const wrong = errors.length > 0;
  const described = [hint === undefined ? '' : `${id}-hint`, wrong ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { 'aria-invalid': wrong || undefined, 'aria-describedby': described || undefined };
}
