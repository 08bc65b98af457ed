/** The first page of the documentation. */
import { HelpLayout } from '../../components/help-layout.tsx';
import type { Shown } from '../../page.ts';

export function helpPage(): Shown {
  const body = (
    <HelpLayout here="/help">
      <h1>Documentation</h1>
      <p class="lead">How to find data here, how to use it from a program, and how to publish your own.</p>
      <h2>Finding data</h2>
      <ul>
        <li>Type words into the search field; put a phrase into quotation marks to find it as it stands.</li>
        <li>Tick filters beside the results. Several values of one filter widen the search; different filters narrow it.</li>
        <li>
          Name a field to search in it alone: <code>title:water</code>, <code>tags:salmon</code>, <code>res_format:CSV</code>.
        </li>
        <li>Everything you chose stands in the address, so a search can be kept as a bookmark and sent to others.</li>
        <li>
          All signs, fields and dates: <a href="/help/search">How to write a search</a>
        </li>
      </ul>
      <h2>Using the API</h2>
      <p>
        Whatever the pages show, programs can read too. <a href="/help/api">How to use the API</a> says where it is and how to log in;{' '}
        <a href="/help/api/common-calls">Common calls</a> has recipes to copy.
      </p>
      <h2>Publishing data</h2>
      <p>
        Records belong to an organization, and its editors look after them. <a href="/help/become-a-provider">How to become a provider</a>
      </p>
    </HelpLayout>
  );
  return {
    title: 'Documentation',
    body,
    crumbs: [{ title: 'Documentation' }],
    canonical: '/help',
    description: 'How to find data, use the API and publish.',
  };
}
