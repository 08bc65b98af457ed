/** The head of the pages by which an organization or group is run, with the ways between them. */
import type { VNode } from 'preact';
import { titleOf } from '../data/dataset.ts';
import { type GroupDict, type Kind, groupPath } from '../data/group.ts';
import { path } from '../text/addresses.ts';

export type Section = 'edit' | 'members' | 'datasets' | 'delete';

type Props = {
  readonly kind: Kind;
  readonly group: GroupDict;
  readonly section: Section;
  readonly title: string;
  readonly mayDelete: boolean;
};

export function GroupManageHead({ kind, group, section, title, mayDelete }: Props): VNode {
  const tabs: readonly (readonly [Section, string, string])[] = [
    ['edit', 'Description', path(kind, 'edit', group.name)],
    ['members', 'Members', path(kind, 'manage_members', group.name)],
    ...(kind === 'organization' ? [['datasets', 'Datasets', path(kind, 'bulk_process', group.name)] as const] : []),
    ...(mayDelete ? [['delete', 'Delete', path(kind, 'delete', group.name)] as const] : []),
  ];
  return (
    <header class="manage-head">
      <p class="manage-of">
        <a href={groupPath(kind, group)}>{titleOf(group)}</a>
        {group.state === 'deleted' && <span class="mark mark-deleted">Deleted</span>}
      </p>
      <h1>{title}</h1>
      <nav class="tabs" aria-label={`Manage the ${kind}`}>
        <ul>
          {tabs.map(([name, text, href]) => (
            <li>
              <a href={href} aria-current={name === section ? 'page' : undefined}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
