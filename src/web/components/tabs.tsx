/** Links to the pages of one thing, the present one marked. */
import type { VNode } from 'preact';

export type Tab = { readonly href: string; readonly title: string };

export const Tabs = ({ label, tabs, here }: { readonly label: string; readonly tabs: readonly Tab[]; readonly here: string }): VNode => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map(({ href, title }) => (
        <li>
          <a href={href} aria-current={href === here ? 'page' : undefined}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
