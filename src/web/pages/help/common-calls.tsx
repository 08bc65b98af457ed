/**
 * The recipes that people of B.C.'s catalogue know as "Common calls". Their anchors are part of
 * many guides, two of them with spelling mistakes: those are kept beside the right ones.
 */
import type { VNode } from 'preact';
import { CodeSample } from '../../components/code-sample.tsx';
import { API_CRUMB, HELP_CRUMB, HelpLayout } from '../../components/help-layout.tsx';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';

const ORGANIZATION = 'information-management-cfd';
const ORGANIZATION_ID = 'a1a9c5cc-b601-4190-b206-13ba08c54292';
const DATASET_ID = 'b67255a7-8040-43c0-935c-d74f168af215';

const CONTENTS = [
  ['how-to-get-your-api-key', 'Your API key'],
  ['how-to-get-your-organization-name', 'The name of your organization'],
  ['how-to-get-the-organization-id-with-the-organization-name', 'The id of an organization, by its name'],
  ['how-to-get-package-names-and-package-ids-within-an-organization', 'Names and ids of the records of an organization'],
  ['how-to-get-the-resource-names-and-resource-ids-within-a-package', 'Names and ids of the resources of a record'],
  ['search-recipes', 'Searches to copy'],
] as const;

const OLD_ANCHORS: Readonly<Record<string, string>> = {
  'how-to-get-your-organization-name': 'how-to-get-you-organiation-guid',
  'how-to-get-the-resource-names-and-resource-ids-within-a-package': 'how-to-get-the-resource-names-and-resource-ids-withing-a-package',
};

const RECIPES = [
  ['Geographic records', 'res_extras_bcdc_type:geographic'],
  ['What lies in the geographic warehouse', 'res_extras_resource_storage_location:"bc geographic warehouse"'],
  ['The record of a warehouse object', 'res_extras_object_name:WHSE_ADMIN_BOUNDARIES.MCFD_SERVICE_DLVRY_AREAS_SP'],
  ['Records with a CSV file', 'res_format:CSV'],
  ['Records under one licence', 'license_id:uk-ogl'],
] as const;

const connect = (url: string): string => `import ckanapi

ckan = ckanapi.RemoteCKAN('${url}', apikey='YOUR-APIKEY-HERE')
`;

export function commonCallsPage(visit: Visit): Shown {
  const { url } = visit.catalogue.site;
  const body = (
    <HelpLayout here="/help/api/common-calls">
      <h1>Common calls</h1>
      <p class="lead">
        Recipes for people who look after metadata and data by the API: editors, admins, and those who write programs for them.
      </p>
      <nav class="contents" aria-labelledby="contents-title">
        <h2 id="contents-title">On this page</h2>
        <ol>
          {CONTENTS.map(([anchor, title]) => (
            <li>
              <a href={`#${anchor}`}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
      <p>
        Pages and API are two ways to the same content, under the same rules. Reading public data needs no key. To change records one must
        be an editor or admin of their organization: see <a href="/help/become-a-provider">How to become a provider</a>.
      </p>
      <People url={url} />
      <Calls url={url} />
      <Recipes url={url} />
    </HelpLayout>
  );
  return {
    title: 'Common calls - Documentation',
    body,
    crumbs: [HELP_CRUMB, API_CRUMB, { title: 'Common calls' }],
    canonical: '/help/api/common-calls',
    description: 'How to get your key, the name and id of an organization, its records and their resources.',
  };
}

function Anchored({ number }: { readonly number: number }): VNode {
  const [anchor, title] = CONTENTS[number] ?? ['', ''];
  const old = OLD_ANCHORS[anchor];
  return (
    <>
      {old !== undefined && <span id={old} />}
      <h2 id={anchor}>{title}</h2>
    </>
  );
}

const People = ({ url }: { readonly url: string }): VNode => (
  <>
    <Anchored number={0} />
    <ol>
      <li>
        <a href="/user/login">Log in</a>.
      </li>
      <li>Open the menu, the three lines at the upper right.</li>
      <li>
        Choose <a href="/user">Account Settings</a>.
      </li>
      <li>
        The <a href="/user#account-key">key</a> stands at the left, at the bottom of the card with your name. On a phone that card comes
        first: scroll down to its end. Show the key, or copy it as it is covered.
      </li>
    </ol>
    <Anchored number={1} />
    <p>The name of an organization is the last part of its page's address. Two ways lead there:</p>
    <ul>
      <li>
        from a record you look after, by the link beside <strong>Published by</strong>,
      </li>
      <li>
        from the <a href="/organization">Organizations</a> tree: open a ministry and choose the branch.
      </li>
    </ul>
    <p>
      The address{' '}
      <code>
        {url}/organization/{ORGANIZATION}
      </code>{' '}
      holds the name <code>{ORGANIZATION}</code>.
    </p>
  </>
);

const Calls = ({ url }: { readonly url: string }): VNode => (
  <>
    <Anchored number={2} />
    <p>Name and id are both accepted wherever a call asks for an organization.</p>
    <CodeSample
      id="code-organization"
      label="organization_show (Python)"
      code={`${connect(url)}
organization = ckan.action.organization_show(id='${ORGANIZATION}')
print(organization['name'], organization['id'])`}
    />
    <Anchored number={3} />
    <p>A search that is confined to the owner, with up to 1000 records in one answer.</p>
    <CodeSample
      id="code-search"
      label="package_search (Python)"
      code={`${connect(url)}
found = ckan.action.package_search(
    fq='owner_org:${ORGANIZATION_ID}',
    rows=1000,
)
for record in found['results']:
    print(record['name'], record['id'])`}
    />
    <Anchored number={4} />
    <p>A record can be asked for by its id or its name. Resources come in the order of its page; they have ids only.</p>
    <CodeSample
      id="code-show"
      label="package_show (Python)"
      code={`${connect(url)}
record = ckan.action.package_show(id='${DATASET_ID}')
for resource in record['resources']:
    print(resource['name'], resource['id'])`}
    />
  </>
);

function Recipes({ url }: { readonly url: string }): VNode {
  return (
    <>
      <Anchored number={5} />
      <p>
        These work without a key, also from the address bar. What follows <code>q=</code> can be typed into the search field of the site as
        well.
      </p>
      <ul>
        {RECIPES.map(([title, q]) => (
          <li>
            {title}:{' '}
            <a href={withQuery('/api/3/action/package_search', [['q', q]])}>
              <code>{q}</code>
            </a>
          </li>
        ))}
      </ul>
      <p>
        All licences:{' '}
        <a href="/api/3/action/license_list">
          <code>{url}/api/3/action/license_list</code>
        </a>
      </p>
    </>
  );
}
