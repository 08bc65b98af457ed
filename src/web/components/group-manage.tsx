/** The head of the pages by which an organization or group is run, with the ways between them. */
import type { VNode } from 'preact';
import { titleOf } from '../data/dataset.ts';
import { type GroupDict, type Kind, groupPath } from '../data/group.ts';
import { path } from '../text/addresses.ts';
import { Tabs } from './tabs.tsx';

type Section = 'edit' | 'members' | 'datasets' | 'delete';

type Props = {
  readonly kind: Kind;
  readonly group: GroupDict;
  readonly section: Section;
  readonly title: string;
  readonly mayDelete: boolean;
};

export function GroupManageHead({ kind, group, section, title, mayDelete }: Props): VNode {
  const addresses: Readonly<Record<Section, string>> = {
    edit: path(kind, 'edit', group.name),
    members: path(kind, 'manage_members', group.name),
    datasets: path(kind, 'bulk_process', group.name),
    delete: path(kind, 'delete', group.name),
  };
  const tabs = [
    { href: addresses.edit, title: 'Description' },
    { href: addresses.members, title: 'Members' },
    ...(kind === 'organization' ? [{ href: addresses.datasets, title: 'Datasets' }] : []),
    ...(mayDelete ? [{ href: addresses.delete, title: 'Delete' }] : []),
  ];
  return (
    <header class="manage-head">
      <p class="manage-of">
        <a href={groupPath(kind, group)}>{titleOf(group)}</a>
        {group.state === 'deleted' && <span class="mark mark-deleted">Deleted</span>}
      </p>
      <h1>{title}</h1>
      <Tabs label={`Manage the ${kind}`} tabs={tabs} here={addresses[section]} />
    </header>
  );
}
