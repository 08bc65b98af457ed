/** Deleting an organization or group, after a page that says what will follow, and bringing it back. */
import { packageSearch } from '#actions/package/package_search.ts';
import { NotAuthorized, NotFound } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { Confirm } from '../../components/confirm.tsx';
import { type Errors, ErrorSummary, formTitle } from '../../components/form.tsx';
import { GroupManageHead } from '../../components/group-manage.tsx';
import { titleOf } from '../../data/dataset.ts';
import { formErrors } from '../../data/errors.ts';
import { type GroupDict, type Kind, groupPath } from '../../data/group.ts';
import { deleteGroup, mayDelete, mayRestore, restoreGroup } from '../../data/group-changes.ts';
import { crumbsTo, presentAddress } from '../../data/group-place.ts';
import { anyOf } from '../../data/search.ts';
import type { Page, Shown, Visit } from '../../page.ts';
import { path, withQuery } from '../../text/addresses.ts';
import { counted, grouped } from '../../text/sizes.ts';
import { done } from './saving.tsx';
import { type Looked, lookAt } from './show.tsx';

export const deleteGroupPage =
  (kind: Kind): Page =>
  async (visit: Visit): Promise<Shown | PageResponse> => {
    const looked = await lookAt(visit, kind);
    const { group } = looked;
    if (!(await mayDelete(visit, kind, group))) throw new NotAuthorized();
    const moved = presentAddress(visit, group, (name) => path(kind, 'delete', name));
    if (moved !== undefined) return moved;
    if (group.state === 'deleted') return { redirect: groupPath(kind, group) };
    if (visit.request.method === 'GET') return ask(visit, kind, looked);
    // CKAN's form has a second button, for those who think better of it.
    if (Object.hasOwn(visit.request.form, 'cancel')) return { status: 303, redirect: path(kind, 'edit', group.name) };
    try {
      await deleteGroup(visit, kind, group);
    } catch (error) {
      const errors = formErrors(error);
      if (errors === undefined) throw error;
      return ask(visit, kind, looked, errors);
    }
    return { status: 303, redirect: withQuery(`/${kind}`, [['done', 'deleted']]) };
  };

async function ask(visit: Visit, kind: Kind, looked: Looked, errors: Errors = {}): Promise<Shown> {
  const { group, above } = looked;
  const held = await countHeld(visit, kind, group);
  const isBarred = kind === 'organization' && held > 0 && !visit.catalogue.site.settings['ckan.auth.create_unowned_dataset'];
  const title = `Delete the ${kind} “${titleOf(group)}”?`;
  return {
    title: formTitle(isBarred ? `${titleOf(group)} cannot be deleted yet` : title, errors),
    body: isBarred ? (
      <Barred group={group} held={held} errors={errors} />
    ) : (
      <Confirm
        request={visit.request}
        title={title}
        action={path(kind, 'delete', group.name)}
        confirm={`Delete the ${kind}`}
        cancel={groupPath(kind, group)}
        errors={errors}
      >
        <Consequences kind={kind} looked={looked} held={held} />
      </Confirm>
    ),
    crumbs: crumbsTo(kind, group, above, 'Delete'),
    noindex: true,
  };
}

/** Its datasets, with the private ones and those not published yet. */
async function countHeld(visit: Visit, kind: Kind, group: GroupDict): Promise<number> {
  const filter = kind === 'organization' ? anyOf('owner_org', [group.id]) : anyOf('groups', [group.name]);
  const input = { q: '*:*', fq: filter, rows: 0, include_private: true, include_drafts: true, facet: 'false' };
  return (await visit.ask<{ count: number }>(packageSearch, input)).count;
}

const Barred = ({ group, held, errors }: { readonly group: GroupDict; readonly held: number; readonly errors: Errors }): VNode => (
  <div class="container narrow page editing">
    <GroupManageHead kind="organization" group={group} section="delete" title="This organization cannot be deleted yet" mayDelete />
    <ErrorSummary errors={errors} labels={{}} />
    <p class="lead">
      It still has {counted(held, 'dataset')}. Every dataset belongs to an organization, so move {held === 1 ? 'it' : 'them'} to another one
      or delete {held === 1 ? 'it' : 'them'} first.
    </p>
    <p class="page-actions">
      <a class="button" href={path('organization', 'bulk_process', group.name)}>
        {held === 1 ? 'Go to the dataset' : `Go to the ${grouped(held)} datasets`}
      </a>
      <a href={groupPath('organization', group)}>Back to the organization</a>
    </p>
  </div>
);

function Consequences({ kind, looked, held }: { readonly kind: Kind; readonly looked: Looked; readonly held: number }): VNode {
  const { group, branch } = looked;
  const [members, below] = [group.member_count ?? 0, branch.children.length];
  return (
    <>
      <ul>
        <li>Its page and its feed will no longer be available, and it will disappear from every list.</li>
        {held > 0 && (
          <li>
            {kind === 'group'
              ? `Its ${counted(held, 'dataset')} will stay, but will no longer be part of it.`
              : `Its ${counted(held, 'dataset')} will belong to no organization.`}
          </li>
        )}
        {members > 0 && <li>{members === 1 ? 'Its one member loses the role.' : `All ${grouped(members)} members lose their roles.`}</li>}
        {below > 0 && (
          <li>{below === 1 ? `The ${kind} below it` : `The ${grouped(below)} ${kind}s below it`} will move to the top of the list.</li>
        )}
      </ul>
      <p>System administrators can restore it, but the roles then have to be given again.</p>
    </>
  );
}

export const restoreGroupPage =
  (kind: Kind): Page =>
  async (visit: Visit): Promise<Shown | PageResponse> => {
    const { group, above } = await lookAt(visit, kind);
    if (visit.request.actor.kind !== 'user') throw new NotAuthorized();
    if (group.state !== 'deleted') throw new NotFound();
    if (!mayRestore(visit, group)) throw new NotAuthorized();
    if (visit.request.method === 'POST') {
      await restoreGroup(visit, kind, group);
      return done(kind, group, 'restored');
    }
    const title = `Restore the ${kind} “${titleOf(group)}”?`;
    return {
      title,
      body: (
        <Confirm
          request={visit.request}
          title={title}
          action={path(kind, 'restore', group.name)}
          confirm={`Restore the ${kind}`}
          cancel={groupPath(kind, group)}
          danger={false}
        >
          <p>It will be in the lists again, under its old address.</p>
          {group.member_count === 0 && <p>It has no members: their roles ended when it was deleted. Give them again afterwards.</p>}
        </Confirm>
      ),
      crumbs: crumbsTo(kind, group, above, 'Restore'),
      noindex: true,
    };
  };
