/** What stands on top of every page of an organization or group: its name, its place, and the tabs to its other pages. */
import type { VNode } from 'preact';
import { titleOf } from '../data/dataset.ts';
import { type GroupDict, type Kind, groupPath } from '../data/group.ts';
import { path, safeAddress } from '../text/addresses.ts';
import { Tabs } from './tabs.tsx';

type Tab = 'datasets' | 'members' | 'about';

type Props = {
  readonly kind: Kind;
  readonly group: GroupDict;
  readonly tab: Tab;
  readonly parents?: readonly GroupDict[];
  readonly mayManage?: boolean;
};

export function GroupHead({ kind, group, tab, parents = [], mayManage = false }: Props): VNode {
  const picture = safeAddress(group.image_display_url);
  return (
    <header class="page-head group-head">
      <div class="container">
        <div class="group-title">
          {picture !== undefined && (
            <p class="group-picture">
              <img src={picture} alt="" width="88" height="88" decoding="async" />
            </p>
          )}
          <div>
            {group.state === 'deleted' && (
              <p class="state-marks">
                <span class="mark mark-deleted">Deleted</span>
              </p>
            )}
            <h1>{titleOf(group)}</h1>
            <Parents kind={kind} parents={parents} />
          </div>
        </div>
        <GroupTabs kind={kind} group={group} tab={tab} mayManage={mayManage} />
      </div>
    </header>
  );
}

const Parents = ({ kind, parents }: { readonly kind: Kind; readonly parents: readonly GroupDict[] }): VNode | null =>
  parents.length === 0 ? null : (
    <p class="published-by">
      Part of{' '}
      {parents.map((parent, index) => (
        <>
          {index > 0 && ', '}
          <a href={groupPath(kind, parent)}>{titleOf(parent)}</a>
        </>
      ))}
    </p>
  );

function GroupTabs({ kind, group, tab, mayManage }: Required<Omit<Props, 'parents'>>): VNode {
  const addresses: Readonly<Record<Tab, string>> = {
    datasets: groupPath(kind, group),
    members: path(kind, 'members', group.name),
    about: path(kind, 'about', group.name),
  };
  const tabs = [
    { href: addresses.datasets, title: 'Datasets' },
    { href: addresses.members, title: 'Members' },
    { href: addresses.about, title: 'About' },
    ...(mayManage ? [{ href: path(kind, 'edit', group.name), title: 'Manage' }] : []),
  ];
  return <Tabs label={`Pages of this ${kind}`} tabs={tabs} here={addresses[tab]} />;
}
