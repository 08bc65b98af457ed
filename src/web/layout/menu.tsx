/** The menu behind the three lines: a disclosure that needs no script. */
import type { VNode } from 'preact';
import { MenuIcon } from '../components/icons.tsx';
import type { Visit } from '../page.ts';
import { currentMark, logInAddress } from './way-marks.ts';

type Entry = readonly [href: string, title: string];

const OWN: readonly Entry[] = [
  ['/user', 'Account Settings'],
  ['/dashboard/datasets', 'Your datasets'],
];
const LOOKS_AFTER: readonly Entry[] = [['/ckan-admin', 'Administration']];
const BROWSE: readonly Entry[] = [
  ['/dataset', 'Datasets'],
  ['/organization', 'Organizations'],
  ['/group', 'Groups'],
];
const ABOUT: readonly Entry[] = [
  ['/help', 'Documentation'],
  ['/about', 'About'],
];

export function Menu({ visit }: { readonly visit: Visit }): VNode {
  const { request } = visit;
  const { actor } = request;
  return (
    <details class="menu" data-menu>
      <summary>
        <MenuIcon />
        <span>Menu</span>
      </summary>
      <nav class="menu-panel" aria-label="Menu">
        {actor.kind === 'user' ? (
          <p class="menu-who">
            Logged in as <strong>{actor.name}</strong>
          </p>
        ) : (
          <Entries entries={[[logInAddress(request), 'Log in']]} here="" />
        )}
        {actor.kind === 'user' && <Entries entries={actor.sysadmin ? [...OWN, ...LOOKS_AFTER] : OWN} here={request.path} />}
        <Entries entries={BROWSE} here={request.path} />
        <Entries entries={ABOUT} here={request.path} />
        {actor.kind === 'user' && (
          <form class="menu-log-out" action="/user/_logout" method="post">
            <input type="hidden" name="_csrf_token" value={request.csrf} />
            <button type="submit">Log out</button>
          </form>
        )}
      </nav>
    </details>
  );
}

function Entries({ entries, here }: { readonly entries: readonly Entry[]; readonly here: string }): VNode {
  return (
    <ul>
      {entries.map(([href, title]) => (
        <li>
          <a href={href} aria-current={currentMark(here, href)}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}
