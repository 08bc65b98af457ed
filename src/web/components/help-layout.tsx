/** Pages of the documentation: the list of them beside the text. */
import type { ComponentChildren, VNode } from 'preact';
import type { Crumb } from '../page.ts';

const PAGES = [
  ['/help', 'Documentation'],
  ['/help/search', 'How to write a search'],
  ['/help/api', 'How to use the API'],
  ['/help/api/common-calls', 'Common calls'],
  ['/help/become-a-provider', 'How to become a provider'],
] as const;

export const HELP_CRUMB: Crumb = { title: 'Documentation', href: '/help' };
export const API_CRUMB: Crumb = { title: 'How to use the API', href: '/help/api' };

export const HelpLayout = ({ here, children }: { readonly here: string; readonly children: ComponentChildren }): VNode => (
  <div class="container page help">
    <nav class="help-pages" aria-label="Documentation">
      <ul>
        {PAGES.map(([href, title]) => (
          <li class={href.split('/').length > 3 ? 'deeper' : undefined}>
            <a href={href} aria-current={href === here ? 'page' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <div class="prose">{children}</div>
  </div>
);
