/** The head of the pages of administration. */
import type { VNode } from 'preact';
import { Done } from './form.tsx';
import { Tabs } from './tabs.tsx';

const TABS = [
  { href: '/ckan-admin', title: 'The site' },
  { href: '/ckan-admin/config', title: 'Settings' },
  { href: '/ckan-admin/trash', title: 'Trash' },
  { href: '/users', title: 'Users' },
];

type Props = { readonly title: string; readonly here: string; readonly done?: string | undefined };

export const AdminHead = ({ title, here, done }: Props): VNode => (
  <header class="manage-head">
    {done !== undefined && (
      <Done>
        <p>{done}</p>
      </Done>
    )}
    <h1>{title}</h1>
    <Tabs label="Administration" tabs={TABS} here={here} />
  </header>
);
