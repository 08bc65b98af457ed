/** The bar on top: the site's name, search, the main lists, and the menu at the right end on every width. */
import type { VNode } from 'preact';
import { SearchIcon } from '../components/icons.tsx';
import type { Visit } from '../page.ts';
import { assetUrl } from '../prepared.ts';
import { Menu } from './menu.tsx';
import { currentMark, logInAddress } from './way-marks.ts';

const SECTIONS = [
  ['/dataset', 'Datasets'],
  ['/organization', 'Organizations'],
  ['/group', 'Groups'],
] as const;

export function Header({ visit, search }: { readonly visit: Visit; readonly search: boolean }): VNode {
  const { request, catalogue } = visit;
  const { settings } = catalogue.site;
  const logo = settings['ckan.site_logo'];
  // CKAN: its ini files name a picture of its own under /base/, which no other site has.
  const hasOwnLogo = logo !== '' && !logo.startsWith('/base/');
  return (
    <header class="site-header">
      <div class="container site-bar">
        <a class="brand" href="/">
          {hasOwnLogo ? (
            <img class="own-logo" src={logo} alt="" height="40" />
          ) : (
            <img src={assetUrl('mark.svg')} alt="" width="40" height="40" />
          )}
          <span>{settings['ckan.site_title']}</span>
        </a>
        {search && <HeaderSearch />}
        <nav class="sections" aria-label="Sections">
          {SECTIONS.map(([href, title]) => (
            <a href={href} aria-current={currentMark(request.path, href)}>
              {title}
            </a>
          ))}
        </nav>
        {request.actor.kind === 'anonymous' && (
          <a class="log-in" href={logInAddress(request)}>
            Log in
          </a>
        )}
        <Menu visit={visit} />
      </div>
    </header>
  );
}

function HeaderSearch(): VNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers in use know the role, not yet all of them the element
    <form class="header-search" role="search" aria-label="Search datasets" action="/dataset" method="get">
      <label class="unseen" for="header-q">
        Search datasets
      </label>
      <input id="header-q" type="search" name="q" placeholder="Search datasets" autoComplete="off" />
      <button type="submit" aria-label="Search">
        <SearchIcon />
      </button>
    </form>
  );
}
