/** How programs talk to this site, from the first call to changing a record. */
import { CodeSample } from '../../components/code-sample.tsx';
import { HELP_CRUMB, HelpLayout } from '../../components/help-layout.tsx';
import type { Shown, Visit } from '../../page.ts';

const reading = (url: string): string => `curl "${url}/api/3/action/package_search?q=water&rows=5"`;
const client = (url: string): string => `import ckanapi

ckan = ckanapi.RemoteCKAN('${url}', apikey='YOUR-APIKEY-HERE')
print(ckan.action.status_show()['site_title'])`;
const creating = (): string => `record = ckan.action.package_create(
    name='my-first-record',
    title='My first record',
    notes='What the data is about.',
    owner_org='information-management-cfd',
    license_id='uk-ogl',
)
ckan.action.resource_create(
    package_id=record['id'],
    name='Table of 2026',
    format='CSV',
    upload=open('table.csv', 'rb'),
)`;
const changing = (): string => `ckan.action.package_patch(id='my-first-record', title='A better title')`;

export function usingApiPage(visit: Visit): Shown {
  const { url } = visit.catalogue.site;
  const title = 'How to use the API';
  const body = (
    <HelpLayout here="/help/api">
      <h1>{title}</h1>
      <p class="lead">The site answers the calls of CKAN's Action API, version 3. Programs written for CKAN work here as they are.</p>
      <h2 id="reading">Reading</h2>
      <p>
        A call is an address: <code>{url}/api/3/action/</code> and the name of the action. Public data needs no account. Answers are JSON:{' '}
        <code>success</code> says whether it worked, and <code>result</code> holds what was asked for.
      </p>
      <CodeSample id="code-reading" label="Five records about water (shell)" code={reading(url)} />
      <h2 id="logging-in">Saying who you are</h2>
      <p>
        To see private records or to change anything, send your key in the header <code>Authorization</code>. There are two kinds:
      </p>
      <ul>
        <li>
          Your <strong>API key</strong> stands in your <a href="/user#account-key">Account Settings</a>, in the card with your name, and
          acts as you.
        </li>
        <li>
          An <strong>API token</strong> is made for one program, is shown once, and can be revoked by itself. Make tokens in Account
          Settings too.
        </li>
      </ul>
      <CodeSample id="code-client" label="With the ckanapi library (Python)" code={client(url)} />
      <h2 id="writing">Creating and changing records</h2>
      <p>
        You need the role of editor or admin in the organization that owns the record.{' '}
        <a href="/help/become-a-provider">How to become a provider</a>
      </p>
      <CodeSample id="code-creating" label="A record with a file (Python)" code={creating()} />
      <p>
        <code>package_patch</code> changes the fields you name and keeps the rest. <code>package_update</code> replaces the whole record:
        what you leave out is gone.
      </p>
      <CodeSample id="code-changing" label="Another title (Python)" code={changing()} />
      <h2 id="actions">What each action takes</h2>
      <p>
        Ask the site itself:{' '}
        <a href="/api/3/action/help_show?name=package_search">
          <code>help_show?name=package_search</code>
        </a>
      </p>
      <p>
        Go on to the <a href="/help/api/common-calls">common calls</a>.
      </p>
    </HelpLayout>
  );
  return {
    title: `${title} - Documentation`,
    body,
    crumbs: [HELP_CRUMB, { title }],
    canonical: '/help/api',
    description: 'Reading, logging in and changing records by the CKAN Action API.',
  };
}
