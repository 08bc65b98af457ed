/** The whole document around a page: head, header, breadcrumbs, content, footer. */
import type { VNode } from 'preact';
import type { Shown, Visit } from '../page.ts';
import { readableDate } from '../text/dates.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { Footer } from './footer.tsx';
import { Head } from './head.tsx';
import { Header } from './header.tsx';

type Props = { readonly visit: Visit; readonly shown: Shown };

export function Frame({ visit, shown }: Props): VNode {
  const { settings } = visit.catalogue.site;
  return (
    <html lang={settings['ckan.locale_default'].replaceAll('_', '-')}>
      <Head visit={visit} shown={shown} />
      <body>
        <a class="skip-link" href="#content">
          Skip to content
        </a>
        <Header visit={visit} search={shown.ownSearch !== true} />
        {shown.crumbs !== undefined && <Breadcrumbs crumbs={shown.crumbs} />}
        <main id="content" tabIndex={-1}>
          {shown.body}
        </main>
        <PrintedFrom visit={visit} />
        <Footer siteTitle={settings['ckan.site_title']} />
      </body>
    </html>
  );
}

/** On paper alone: where the page is from and of which day. */
function PrintedFrom({ visit }: { readonly visit: Visit }): VNode {
  const { settings, url } = visit.catalogue.site;
  const today = readableDate(new Date().toISOString());
  return (
    <p class="printed-from">
      {settings['ckan.site_title']}, {url + visit.request.url}, {today?.text}
    </p>
  );
}
