/** Small marks: formats, states, dates. */
import type { VNode } from 'preact';
import type { DatasetDict } from '../data/dataset.ts';
import { readableDate } from '../text/dates.ts';
import { LockIcon } from './icons.tsx';

export const FormatTag = ({ format, count = 1 }: { readonly format: string; readonly count?: number }): VNode => (
  <span class="format-tag">
    {format}
    {count > 1 && <span class="format-count"> ×&#8239;{count}</span>}
  </span>
);

/** What sets a dataset apart from a public one; nothing for those. */
export function StateMarks({ dataset }: { readonly dataset: DatasetDict }): VNode | null {
  const { state } = dataset;
  if (dataset.private !== true && (state === undefined || state === 'active')) return null;
  return (
    <span class="state-marks">
      {state === 'draft' && <span class="mark mark-draft">Draft</span>}
      {state === 'deleted' && <span class="mark mark-deleted">Deleted</span>}
      {dataset.private === true && (
        <span class="mark mark-private">
          <LockIcon />
          Private
        </span>
      )}
    </span>
  );
}

export function When({ value }: { readonly value: unknown }): VNode | null {
  const date = readableDate(value);
  return date === undefined ? null : <time dateTime={date.machine}>{date.text}</time>;
}
