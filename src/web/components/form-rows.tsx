/** Rows that repeat, with buttons to add and remove them: sent to the server without a script, done at once with one. */
import type { ComponentChildren, VNode } from 'preact';
import { textOf } from '../data/fields.ts';
import { ADD_ROW, REMOVE_ROW, numbersOf, rowField } from '../data/form-rows.ts';
import type { FormState } from './form-fields.tsx';
import { FieldFrame, HintAndError, describedBy } from './form-frame.tsx';

export type Column = { readonly part: string; readonly label: string; readonly long?: boolean; readonly hint?: string };

type Props = {
  readonly form: FormState;
  /** What the rows' fields begin with: `extras`. */
  readonly name: string;
  /** What one row is called: `Further field`. */
  readonly row: string;
  readonly columns: readonly Column[];
  readonly hint?: ComponentChildren;
};

/** What stands in the form, and a blank row after it. The rows' title is the form's label for their name. */
export function Rows({ form, name, row, columns, hint }: Props): VNode {
  const numbers = numbersOf(form.values, name);
  const isBlank = (at: number): boolean => columns.every(({ part }) => textOf(form.values, rowField(name, at, part)).trim() === '');
  const last = numbers.at(-1);
  const shown = last !== undefined && isBlank(last) ? numbers : [...numbers, (last ?? -1) + 1];
  const errors = form.errors[name] ?? [];
  return (
    <fieldset
      class="field rows"
      id={name}
      tabIndex={-1}
      aria-describedby={describedBy(name, hint, errors)['aria-describedby']}
      data-rows={row}
    >
      <legend>{form.labels[name] ?? name}</legend>
      <HintAndError id={name} hint={hint} errors={errors} />
      {shown.map((at, place) => (
        <RowFields form={form} name={name} at={at} title={`${row} ${place + 1}`} columns={columns} />
      ))}
      <button type="submit" class="button secondary small" name={ADD_ROW} value={name} formNoValidate data-add-row>
        Add {row.toLowerCase()}
      </button>
    </fieldset>
  );
}

type RowProps = Pick<Props, 'form' | 'name' | 'columns'> & { readonly at: number; readonly title: string };

const RowFields = ({ form, name, at, title, columns }: RowProps): VNode => (
  <fieldset class="row" data-row>
    <legend class="unseen">{title}</legend>
    {columns.map((column) => (
      <RowField form={form} field={rowField(name, at, column.part)} column={column} />
    ))}
    <button type="submit" class="button secondary small" name={REMOVE_ROW} value={`${name}__${at}`} formNoValidate data-remove-row>
      Remove<span class="unseen"> {title}</span>
    </button>
  </fieldset>
);

function RowField({ form, field, column }: { readonly form: FormState; readonly field: string; readonly column: Column }): VNode {
  const value = textOf(form.values, field);
  const errors = form.errors[field] ?? [];
  const told = describedBy(field, column.hint, errors);
  return (
    <FieldFrame id={field} label={column.label} hint={column.hint} errors={errors}>
      {column.long === true || value.includes('\n') ? (
        <textarea id={field} name={field} rows={3} {...told}>
          {value.startsWith('\n') ? `\n${value}` : value}
        </textarea>
      ) : (
        <input type="text" id={field} name={field} value={value} autoComplete="off" {...told} />
      )}
    </FieldFrame>
  );
}

/** Labels of the rows' fields for the summary of errors: `Further field 2, Name`. */
export const rowLabels = (
  form: Pick<FormState, 'values'>,
  { name, row, columns }: Pick<Props, 'name' | 'row' | 'columns'>,
): Record<string, string> =>
  Object.fromEntries(
    numbersOf(form.values, name).flatMap((at, place) =>
      columns.map(({ part, label }) => [rowField(name, at, part), `${row} ${place + 1}, ${label}`]),
    ),
  );

/** CKAN's free fields: the same in every form that has them. */
export const EXTRA_ROWS = {
  name: 'extras',
  row: 'Further field',
  columns: [
    { part: 'key', label: 'Name' },
    { part: 'value', label: 'Value' },
  ],
} as const;
