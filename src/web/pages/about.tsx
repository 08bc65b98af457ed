/** What this site is: a text of its own, or one that fits every catalogue. */
import { Notes } from '../components/notes.tsx';
import type { Shown, Visit } from '../page.ts';

export function aboutPage(visit: Visit): Shown {
  const { 'ckan.site_title': title, 'ckan.site_about': own } = visit.catalogue.site.settings;
  const body =
    own.trim() !== '' ? (
      <div class="container narrow page prose">
        <h1>About {title}</h1>
        <Notes text={own} />
      </div>
    ) : (
      <div class="container narrow page prose">
        <h1>About {title}</h1>
        <p class="lead">
          {title} lists data that public bodies hold: what it is about, who looks after it, how current it is, and under which terms it may
          be used.
        </p>
        <h2>What you find here</h2>
        <p>
          Each <a href="/dataset">dataset</a> is a record that describes the data and names its files and services. An{' '}
          <a href="/organization">organization</a> publishes it and answers for it. A <a href="/group">group</a> gathers datasets about one
          subject, whoever publishes them.
        </p>
        <h2>Questions about data</h2>
        <p>
          The people who know a dataset are named on its page under Contact. They can tell you how it was made and what it can be used for.
        </p>
        <h2>Terms of use</h2>
        <p>
          Each dataset has a licence of its own. A dataset marked as open data may be used by anyone for any purpose; most licences ask you
          to name the source.
        </p>
        <h2>For programs</h2>
        <p>
          The catalogue speaks the Action API of <a href="https://ckan.org/">CKAN</a>, so tools made for CKAN work here.{' '}
          <a href="/help/api">How to use the API</a>
        </p>
        <h2>Software</h2>
        <p>The site runs on Kokanee, an open catalogue named after the salmon of British Columbia's lakes.</p>
      </div>
    );
  return { title: 'About', body, crumbs: [{ title: 'About' }], canonical: '/about', description: `What ${title} is and how to use it.` };
}
