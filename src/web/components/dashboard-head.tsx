/** The head of the pages about what is one's own. */
import type { VNode } from 'preact';
import { Tabs } from './tabs.tsx';

const TABS = [
  { href: '/dashboard/datasets', title: 'Datasets' },
  { href: '/dashboard/organizations', title: 'Organizations' },
  { href: '/dashboard/groups', title: 'Groups' },
];

export const DashboardHead = ({ title, here }: { readonly title: string; readonly here: string }): VNode => (
  <header class="manage-head">
    <h1>{title}</h1>
    <Tabs label="What is yours" tabs={TABS} here={here} />
  </header>
);
