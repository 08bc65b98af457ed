/** The beginning of a file as a person can read it, with what is not shown said in words. */
import type { ComponentChildren, VNode } from 'preact';
import type { Preview } from '../data/preview.ts';
import type { Table } from '../text/table.ts';
import { counted } from '../text/sizes.ts';
import { JsonTree } from './json-tree.tsx';

type Props = { readonly preview: Preview; readonly title: string; readonly href: string | undefined };

export function PreviewSection({ preview, title, href }: Props): VNode {
  return (
    <section class="section file-preview" aria-labelledby="preview-title">
      <h2 id="preview-title">Preview</h2>
      <Body preview={preview} title={title} href={href} />
    </section>
  );
}

function Body({ preview, title, href }: Props): VNode {
  switch (preview.kind) {
    case 'table':
      return <TablePreview table={preview.table} encoding={preview.encoding} title={title} />;
    case 'json':
      return (
        <Scrolling label={`Beginning of ${title}`}>
          <JsonTree value={preview.value} />
        </Scrolling>
      );
    case 'text':
      return <TextPreview lines={preview.lines} cut={preview.cut} encoding={preview.encoding} title={title} />;
    case 'image':
      return (
        <p class="preview-picture">
          <img src={href} alt={`Picture: ${title}`} loading="lazy" />
        </p>
      );
    default:
      return <p class="nothing">{NOTHING[preview.why]}</p>;
  }
}

const NOTHING = {
  empty: 'The file is empty.',
  unknown: 'This kind of file cannot be shown here. Download it to look at it.',
  'large picture': 'The picture is too large to be shown here. Download it to look at it.',
  missing: 'The file cannot be read at the moment. Tell its publisher if that lasts.',
} as const;

/** What is wider than the page scrolls by itself, in reach of the keyboard. */
const Scrolling = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }): VNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keyboard
  <section class="preview-box" tabIndex={0} aria-label={label}>
    {children}
  </section>
);

const SEPARATED = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as const;
const LONGEST = 300;

function TablePreview({ table, encoding, title }: { readonly table: Table; readonly encoding: string; readonly title: string }): VNode {
  const { heads, rows, above, cut, uneven, separator } = table;
  const width = rows.reduce((most, row) => Math.max(most, row.length), heads.length);
  const columns = Array.from({ length: width }, (_, index) => heads[index]?.trim() || `Column ${index + 1}`);
  const numbers = columns.map((_, index) => (rows.every((row) => isNumber(row[index])) ? 'number' : undefined));
  const about = `${cut ? 'The first ' : ''}${counted(rows.length, 'row')}, ${counted(width, 'column')}`;
  return (
    <>
      {above.length > 0 && (
        <div class="preview-above">
          {above.map((line) => (
            <p>{short(line)}</p>
          ))}
        </div>
      )}
      <p class="preview-about" id="preview-about">
        {about}{' '}
        <span class="quiet">
          · separated by {SEPARATED[separator]}, {encoding}
        </span>
      </p>
      <Scrolling label={`Rows of ${title}`}>
        <table aria-labelledby="preview-about">
          <thead>
            <tr>
              {columns.map((name, index) => (
                <th scope="col" class={numbers[index]}>
                  {short(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                {columns.map((_, index) => (
                  <td class={numbers[index]}>{short(row[index] ?? '')}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      {uneven && <p class="quiet">Some rows have more or fewer values than there are columns.</p>}
      {cut && <p class="quiet">Download the file for all of it.</p>}
    </>
  );
}

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
/** Blanks are no reason against a column of numbers. */
const isNumber = (text = ''): boolean => /^\s*(?:-?[\d.,\s]*\d%?)?\s*$/.test(text.slice(0, 25)) && text.length < 25;

type TextProps = { readonly lines: readonly string[]; readonly cut: boolean; readonly encoding: string; readonly title: string };

const TextPreview = ({ lines, cut, encoding, title }: TextProps): VNode => (
  <>
    <Scrolling label={`Beginning of ${title}`}>
      <pre>{lines.join('\n')}</pre>
    </Scrolling>
    <p class="quiet">
      {cut ? `The first ${counted(lines.length, 'line')}. Download the file for all of it.` : counted(lines.length, 'line')} · {encoding}
    </p>
  </>
);
