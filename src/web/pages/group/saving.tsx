/** The form of an organization or group as pages show it and take it back, new or changed. */
import type { PageResponse } from '#domain/page.ts';
import { formTitle } from '../../components/form.tsx';
import type { FormState } from '../../components/form-fields.tsx';
import { GroupForm, type PictureState } from '../../components/group-form.tsx';
import { GroupManageHead } from '../../components/group-manage.tsx';
import type { Difference, FieldText } from '../../data/concurrency.ts';
import { titleOf } from '../../data/dataset.ts';
import { formErrors } from '../../data/errors.ts';
import { type GroupDict, type Kind, PLURAL, groupPath, withDescendants } from '../../data/group.ts';
import { PLACED, labelsOf } from '../../data/group-form.ts';
import { crumbsTo } from '../../data/group-place.ts';
import type { Fields } from '#domain/page.ts';
import type { Shown, Visit } from '../../page.ts';
import { path, withQuery } from '../../text/addresses.ts';
import type { Looked } from './show.tsx';

export type Draft = {
  readonly values: Fields;
  readonly picture: PictureState;
  readonly errors?: FormState['errors'];
  /** What the form is made from, for one that is there. */
  readonly base?: readonly FieldText[];
  readonly differences?: readonly Difference[];
  readonly deleted?: boolean;
};

/** `looked`: undefined for a new one. */
export function showForm(visit: Visit, kind: Kind, all: readonly GroupDict[], draft: Draft, looked?: Looked): Shown {
  const { settings } = visit.catalogue.site;
  const { values, picture, errors = {}, base, differences, deleted } = draft;
  const group = looked?.group;
  const below = looked === undefined ? [] : withDescendants(looked.branch);
  const title = group === undefined ? `New ${kind}` : `Edit the ${kind}`;
  const body = (
    <div class="container narrow page editing">
      {group === undefined ? (
        <h1>{title}</h1>
      ) : (
        <GroupManageHead kind={kind} group={group} section="edit" title={title} mayDelete={looked?.mayDelete === true} />
      )}
      <GroupForm
        request={visit.request}
        kind={kind}
        group={group}
        form={{ values, errors, labels: labelsOf(kind) }}
        action={group === undefined ? `/${kind}/new` : path(kind, 'edit', group.name)}
        cancel={group === undefined ? `/${kind}` : groupPath(kind, group)}
        picture={picture}
        parents={all.filter((one) => !below.some(({ id }) => id === one.id))}
        base={base}
        differences={differences}
        deleted={deleted}
        mimetypes={settings['ckan.upload.group.mimetypes']}
        mostMegabytes={settings['ckan.uploads_enabled'] ? settings['ckan.max_image_size'] : undefined}
      />
    </div>
  );
  return {
    title: formTitle(group === undefined ? title : `${title} - ${titleOf(group)}`, errors),
    body,
    crumbs:
      group === undefined ? [{ title: PLURAL[kind], href: `/${kind}` }, { title }] : crumbsTo(kind, group, looked?.above ?? [], 'Edit'),
    noindex: true,
  };
}

/** What the action refused, by field. Anything else rises. */
export function refusals(error: unknown): FormState['errors'] {
  const errors = formErrors(error, PLACED);
  if (errors === undefined) throw error;
  return errors;
}

/** Back to the page of the thing, which says what was done. */
export const done = (kind: Kind, group: GroupDict, what: string): PageResponse => ({
  status: 303,
  redirect: withQuery(groupPath(kind, group), [['done', what]]),
});
