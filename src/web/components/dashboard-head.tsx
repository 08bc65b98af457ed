/** The head of the pages about what is one's own. */
import type { VNode } from 'preact';
import { Tabs } from './tabs.tsx';

/** One's own datasets that were deleted, and those of others that one may bring back. */
export const DELETED = '/dashboard/datasets?state=deleted';

const TABS = [
  { href: '/dashboard/datasets', title: 'Datasets' },
  { href: DELETED, title: 'Deleted' },
  { href: '/dashboard/organizations', title: 'Organizations' },
  { href: '/dashboard/groups', title: 'Groups' },
];

export const DashboardHead = ({ title, here }: { readonly title: string; readonly here: string }): VNode => (
  <header class="manage-head">
    <h1>{title}</h1>
    <Tabs label="What is yours" tabs={TABS} here={here} />
  </header>
);
