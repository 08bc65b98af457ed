/** The frame of forms: the form itself with its token, a plain field, the summary of errors on top, what was done. */
import type { ComponentChildren, VNode } from 'preact';
import type { PageRequest } from '#domain/page.ts';
import { FOR_FIELD } from '../data/kept-form.ts';
import { ONCE_FIELD, newNumber } from '../once.ts';
import { FieldFrame, describedBy } from './form-frame.tsx';

/** Messages by the id of the field they belong to; those of no field under any other name. */
export type Errors = Readonly<Record<string, readonly string[]>>;

type FormProps = {
  readonly request: PageRequest;
  readonly action: string;
  readonly children: ComponentChildren;
  readonly label?: string;
  /** Set where the form has a field for files. */
  readonly files?: boolean;
  /** Name under which a script keeps what is typed, such as `dataset-new`; without one nothing is kept in the browser. */
  readonly draft?: string;
  /** Set where the form makes something: sent twice, it makes it once. */
  readonly once?: boolean;
};

/** A form that changes something. The Enter key saves: the first button counts, and it is this unseen one. */
export function Form({ request, action, children, label, files = false, draft, once = false }: FormProps): VNode {
  const { actor } = request;
  // What one person typed is not offered to the next one at the same computer.
  const kept = draft === undefined || actor.kind !== 'user' ? undefined : `${actor.id} ${draft}`;
  return (
    <form
      class="form"
      action={action}
      method="post"
      aria-label={label}
      encType={files ? 'multipart/form-data' : undefined}
      data-draft={kept}
    >
      <input type="hidden" name="_csrf_token" value={request.csrf} />
      {actor.kind === 'user' && <input type="hidden" name={FOR_FIELD} value={actor.name} />}
      {once && <input type="hidden" name={ONCE_FIELD} value={newNumber()} />}
      {draft !== undefined && <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true" />}
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

/** One line of text that stands for itself; forms with many fields use `form-fields.tsx`. */
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
  const input = { id, name, value, autoComplete, required, spellcheck: false, ...describedBy(id, hint, errors) };
  return (
    <FieldFrame id={id} label={label} hint={hint} required={required} errors={errors}>
      {type === 'password' ? <input type="password" {...input} /> : <input type="text" {...input} />}
    </FieldFrame>
  );
}

/** Names every error and leads to its field. `labels`: what a field is called on the page, by its id, in the order of the fields. */
export function ErrorSummary({
  errors,
  labels,
}: {
  readonly errors: Errors;
  readonly labels: Readonly<Record<string, string>>;
}): VNode | null {
  const order = Object.keys(labels);
  const placeOf = (field: string): number => (Object.hasOwn(labels, field) ? order.indexOf(field) : order.length);
  const entries = Object.entries(errors)
    .filter(([, messages]) => messages.length > 0)
    .sort(([a], [b]) => placeOf(a) - placeOf(b));
  if (entries.length === 0) return null;
  return (
    <div class="notice notice-danger" role="alert" tabIndex={-1} id="errors" data-focus>
      <h2>There is a problem</h2>
      <ul>
        {entries.map(([field, messages]) => (
          <li>
            {Object.hasOwn(labels, field) ? (
              <a href={`#${field}`}>
                {labels[field]}: {messages.join('. ')}
              </a>
            ) : (
              `${nameOf(field)}${messages.join('. ')}`
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the form has no field for is called as the API calls it, unless that says nothing. */
const nameOf = (field: string): string => (field === '' || field === 'message' || field.startsWith('_') ? '' : `${field}: `);

export const hasErrors = (errors: Errors): boolean => Object.values(errors).some((messages) => messages.length > 0);

/** The title of a page with a form, which says so when something is wrong. */
export const formTitle = (title: string, errors: Errors): string => (hasErrors(errors) ? `Error: ${title}` : title);

export const Done = ({ children }: { readonly children: ComponentChildren }): VNode => (
  <div class="notice notice-success" role="status">
    {children}
  </div>
);
