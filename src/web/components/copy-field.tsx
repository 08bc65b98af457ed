/** A text to take away: can be selected by hand, and copied by the button where the script runs. */
import type { VNode } from 'preact';

type Props = { readonly id: string; readonly label: string; readonly value: string };

export const CopyField = ({ id, label, value }: Props): VNode => (
  <div class="copy-field">
    <label for={id}>{label}</label>
    <div class="copy-row">
      <input id={id} type="text" readOnly value={value} />
      <CopyButton of={id} what={label} />
    </div>
  </div>
);

/** Hidden until the script takes it over, as it can do nothing without. */
export const CopyButton = ({ of, what }: { readonly of: string; readonly what: string }): VNode => (
  <button type="button" class="button secondary small" data-copy={of} hidden>
    Copy<span class="unseen"> {what}</span>
  </button>
);
