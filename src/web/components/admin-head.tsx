/** The head of the pages of administration. */
import type { VNode } from 'preact';
import type { PageRequest } from '#domain/page.ts';
import { Told } from './told.tsx';
import { Tabs } from './tabs.tsx';

const TABS = [
  { href: '/ckan-admin', title: 'Overview' },
  { href: '/ckan-admin/config', title: 'Settings' },
  { href: '/ckan-admin/trash', title: 'Trash' },
  { href: '/users', title: 'Users' },
];

type Props = {
  readonly title: string;
  readonly here: string;
  readonly request: PageRequest;
  readonly done: Readonly<Record<string, string>>;
};

export const AdminHead = ({ title, here, request, done }: Props): VNode => (
  <header class="manage-head">
    <Told request={request} texts={done} />
    <h1>{title}</h1>
    <Tabs label="Administration" tabs={TABS} here={here} />
  </header>
);
