/** The remaining facts of a dataset as a table, extras included; what is blank is left out. */
import type { ComponentChildren, VNode } from 'preact';
import type { DatasetDict } from '../data/dataset.ts';
import { boundingBox } from '../data/extent.ts';
import { plain } from '../data/fields.ts';
import { mailAddress, safeAddress } from '../text/addresses.ts';
import { readableDate } from '../text/dates.ts';
import { labelOf, valueInWords } from '../text/known-fields.ts';
import { When } from './marks.tsx';

type Row = readonly [label: string, value: ComponentChildren];

export function AdditionalInfo({ dataset }: { readonly dataset: DatasetDict }): VNode {
  const rows: readonly Row[] = [
    ...ownRows(dataset),
    ...extraRows(dataset),
    ['Name', <code>{dataset.name}</code>],
    ['Id', <code>{dataset.id}</code>],
  ];
  return (
    <section class="section" aria-labelledby="info-title">
      <h2 id="info-title">Additional information</h2>
      <InfoTable rows={rows} label="Additional information" />
    </section>
  );
}

export const InfoTable = ({ rows, label }: { readonly rows: readonly Row[]; readonly label: string }): VNode => (
  <table class="info-table" aria-label={label}>
    <tbody>
      {rows.map(([name, value]) => (
        <tr>
          <th scope="row">{name}</th>
          <td>{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

function ownRows(dataset: DatasetDict): readonly Row[] {
  const rows: (Row | undefined)[] = [
    textRow('Source', dataset.url),
    textRow('Version', dataset.version),
    textRow('Author', dataset.author),
    textRow('Maintainer', dataset.maintainer),
  ];
  return rows.filter((row) => row !== undefined);
}

const textRow = (label: string, value: unknown): Row | undefined =>
  plain(value) === '' ? undefined : [label, <InfoValue value={value} />];

function extraRows(dataset: DatasetDict): readonly Row[] {
  const extras = [...(dataset.extras ?? [])].sort((a, b) => (a.key < b.key ? -1 : 1));
  return extras.flatMap(({ key, value }): Row[] => {
    const box = /^(spatial|extent)$/i.test(key) ? boundingBox(value) : undefined;
    const row = textRow(labelOf(key), box ?? valueInWords(key, value));
    return row === undefined ? [] : [row];
  });
}

/** A value as what it looks like: an address, an e-mail address, a date, or text. */
export function InfoValue({ value }: { readonly value: unknown }): VNode {
  const text = plain(value);
  const href = safeAddress(text) ?? mailAddress(text);
  if (href !== undefined)
    return (
      <a href={href} rel="nofollow noopener">
        {text}
      </a>
    );
  return readableDate(text) === undefined ? <span>{text}</span> : <When value={text} />;
}
