/** Pieces of forms: a field with its label, hint and error, the token, and the summary of errors on top. */
import type { ComponentChildren, VNode } from 'preact';
import type { PageRequest } from '#domain/page.ts';

export type Errors = Readonly<Record<string, readonly string[]>>;

/** A form that changes something. */
export function Form({
  request,
  action,
  children,
  label,
}: {
  readonly request: PageRequest;
  readonly action: string;
  readonly children: ComponentChildren;
  readonly label?: string;
}): VNode {
  return (
    <form class="form" action={action} method="post" aria-label={label}>
      <input type="hidden" name="_csrf_token" value={request.csrf} />
      {children}
    </form>
  );
}

type FieldProps = {
  readonly id: string;
  readonly name?: string;
  readonly label: string;
  readonly type?: 'text' | 'password';
  readonly value?: string;
  readonly autoComplete: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly errors?: readonly string[];
};

export function Field({
  id,
  name = id,
  label,
  type = 'text',
  value,
  autoComplete,
  hint,
  required = false,
  errors = [],
}: FieldProps): VNode {
  const wrong = errors.length > 0;
  const described = [hint === undefined ? '' : `${id}-hint`, wrong ? `${id}-error` : ''].filter(Boolean).join(' ');
  const input = {
    id,
    name,
    value,
    autoComplete,
    required,
    spellcheck: false,
    'aria-invalid': wrong || undefined,
    'aria-describedby': described || undefined,
  };
  return (
    <div class={wrong ? 'field field-wrong' : 'field'}>
      <label for={id}>
        {label}
        {required && <span class="required"> (required)</span>}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong && (
        <p class="error" id={`${id}-error`}>
          <span class="unseen">Error: </span>
          {errors.join('. ')}
        </p>
      )}
      {type === 'password' ? <input type="password" {...input} /> : <input type="text" {...input} />}
    </div>
  );
}

/** Names every error and leads to its field. `labels`: what a field is called on the page, by its id. */
export function ErrorSummary({
  errors,
  labels,
}: {
  readonly errors: Errors;
  readonly labels: Readonly<Record<string, string>>;
}): VNode | null {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div class="notice notice-danger" role="alert" tabIndex={-1} id="errors" data-focus>
      <h2>There is a problem</h2>
      <ul>
        {entries.map(([field, messages]) => (
          <li>
            {labels[field] === undefined ? (
              messages.join('. ')
            ) : (
              <a href={`#${field}`}>
                {labels[field]}: {messages.join('. ')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

export const Done = ({ children }: { readonly children: ComponentChildren }): VNode => (
  <div class="notice notice-success" role="status">
    {children}
  </div>
);
