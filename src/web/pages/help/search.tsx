/** How to write a search: words, phrases, fields, dates, and what to do when nothing is found. */
import type { VNode } from 'preact';
import { HELP_CRUMB, HelpLayout } from '../../components/help-layout.tsx';
import type { Shown } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';

type Example = readonly [q: string, about: string];

const WORDS: readonly Example[] = [
  ['river forecast', 'both words, in any order and any of their forms; of three and more, one may be missing'],
  ['"river forecast"', 'the two words side by side'],
  ['river -forecast', 'the first word without the second'],
  ['salmon OR trout', 'either word; OR in capitals'],
  ['(salmon OR trout) river', 'brackets keep together what belongs together'],
  ['hydro*', 'words that begin with these letters'],
];

const FIELDS: readonly Example[] = [
  ['title:water', 'in the title'],
  ['notes:"water quality"', 'in the description'],
  ['tags:salmon', 'with this tag, written exactly as it stands'],
  ['res_format:CSV', 'with a file of this format'],
  ['organization:ministry-of-forests', 'of this organization, by the name in its address'],
  ['license_id:uk-ogl', 'under this licence, by its id'],
  ['metadata_modified:[2026-01-01T00:00:00Z TO *]', 'changed since a day'],
  ['metadata_created:[* TO 2020-12-31T23:59:59Z]', 'made before 2021'],
];

export function searchHelpPage(): Shown {
  const title = 'How to write a search';
  const body = (
    <HelpLayout here="/help/search">
      <h1>{title}</h1>
      <p class="lead">Plain words are enough for most searches. Signs and field names make a search exact.</p>
      <h2 id="words">Words and phrases</h2>
      <Examples rows={WORDS} caption="Words and phrases" />
      <p>
        Programs that use the API put OR, brackets and stars behind the field <code>text</code>, which holds all words of a record:{' '}
        <code>text:(salmon OR trout)</code>.
      </p>
      <h2 id="fields">One field alone</h2>
      <p>Write the name of a field, a colon, and what it should hold. AND, OR and NOT in capitals join several such parts.</p>
      <Examples rows={FIELDS} caption="Fields" />
      <p>
        In dates <code>NOW</code> is this moment: <code>[NOW-30DAYS TO NOW]</code> stands for the last 30 days.
      </p>
      <h2 id="signs">Signs with a meaning</h2>
      <p>
        Brackets, quotation marks, colons and the signs <code>+ - ! ^ ~ * ?</code> have a meaning of their own. To search for them as they
        are, put the whole into quotation marks: <code>"C:\data (old)"</code>.
      </p>
      <h2 id="filters">Filters</h2>
      <p>
        Boxes ticked under one heading widen the search: any of them may fit. Different headings narrow it: all of them must fit. The number
        behind a value says how many datasets it would show.
      </p>
      <h2 id="nothing">When nothing is found</h2>
      <ul>
        <li>Take away a filter: the page says which one leads to results.</li>
        <li>Use fewer words, or more general ones. Check their spelling.</li>
        <li>
          Look through the <a href="/organization">organizations</a>: the one that would hold the data may list it under another name.
        </li>
      </ul>
      <h2 id="keep">Keep a search</h2>
      <p>
        Words, filters and order all stand in the address, so a search can be kept as a bookmark or sent to others. At the end of the
        results stand the same search as JSON for programs, and as an Atom feed that tells of new and changed records.
      </p>
    </HelpLayout>
  );
  return {
    title: `${title} - Documentation`,
    body,
    crumbs: [HELP_CRUMB, { title }],
    canonical: '/help/search',
    description: 'Words, phrases, fields, dates and filters: how to find a dataset.',
  };
}

const Examples = ({ rows, caption }: { readonly rows: readonly Example[]; readonly caption: string }): VNode => (
  <table class="plain-table">
    <caption class="unseen">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">Write</th>
        <th scope="col">to find records</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(([q, about]) => (
        <tr>
          <td>
            <a href={withQuery('/dataset', [['q', q]])}>
              <code>{q}</code>
            </a>
          </td>
          <td>{about}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
