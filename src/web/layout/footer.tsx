/** The foot of every page: acknowledgement, ways into the site, whose it is. */
import type { VNode } from 'preact';

const COLUMNS = [
  [
    'Explore',
    [
      ['/dataset', 'Datasets'],
      ['/organization', 'Organizations'],
      ['/group', 'Groups'],
      ['/dataset?sort=metadata_modified+desc', 'Recently updated'],
    ],
  ],
  [
    'Use the data',
    [
      ['/help', 'Documentation'],
      ['/help/api/common-calls', 'Common calls'],
      ['/api/3/action/status_show', 'API status'],
    ],
  ],
  [
    'This site',
    [
      ['/about', 'About'],
      ['/user', 'Account Settings'],
    ],
  ],
] as const;

export function Footer({ siteTitle }: { readonly siteTitle: string }): VNode {
  return (
    <footer class="site-footer">
      <div class="acknowledgement">
        <p class="container">
          We are grateful to live and work on lands that First Nations have known and cared for since time immemorial. Much of the data here
          describes those lands and waters. We acknowledge the rights and the continuing relationships of First Nations, and of Métis and
          Inuit people living across British Columbia.
        </p>
      </div>
      <div class="container footer-columns">
        {COLUMNS.map(([title, links]) => (
          <nav aria-label={title}>
            <h2>{title}</h2>
            <ul>
              {links.map(([href, text]) => (
                <li>
                  <a href={href}>{text}</a>
                </li>
              ))}
            </ul>
          </nav>
        ))}
      </div>
      <div class="container">
        <p class="site-line">
          {siteTitle} <span aria-hidden="true">·</span> open data through the CKAN Action API
        </p>
      </div>
    </footer>
  );
}
