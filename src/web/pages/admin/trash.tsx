/** Deleted datasets, organizations and groups: to be brought back, or removed for good. */
import { BadRequest, NotFound } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { AdminHead } from '../../components/admin-head.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorSummary, Form, formTitle } from '../../components/form.tsx';
import { When } from '../../components/marks.tsx';
import { assertAdministers } from '../../data/admin.ts';
import { formErrors } from '../../data/errors.ts';
import { textOf } from '../../data/fields.ts';
import { type Trash, type TrashKind, TRASH_KINDS, TRASH_WORDS, listTrash, purge, restore } from '../../data/trash.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { counted } from '../../text/sizes.ts';

const HERE = '/ckan-admin/trash';
const CRUMBS = [{ title: 'Administration', href: '/ckan-admin' }, { title: 'Trash' }];

type Item = Trash['items'][number];
type All = Readonly<Record<TrashKind, Trash>>;

const DONE: Readonly<Record<string, string>> = { restored: 'The item is restored.', purged: 'The items are removed for good.' };

const titleOf = ({ title, name }: Item): string => title || name;

async function allTrash(visit: Visit): Promise<All> {
  const [dataset, organization, group] = await Promise.all([
    listTrash(visit, 'package'),
    listTrash(visit, 'organization'),
    listTrash(visit, 'group'),
  ]);
  return { package: dataset, organization, group };
}

/** The kinds that a word of the address or form names: one, or all. */
function kindsIn(word: string): readonly TrashKind[] {
  if (word === 'all') return TRASH_KINDS;
  const kinds = TRASH_KINDS.filter((kind) => kind === word);
  if (kinds.length === 0) throw new BadRequest('Name package, organization, group or all.');
  return kinds;
}

export async function trashPage(visit: Visit): Promise<Shown> {
  assertAdministers(visit);
  const { query } = visit.request;
  const all = await allTrash(visit);
  const word = textOf(query, 'name');
  return word === '' ? show(visit, all, {}) : ask(visit, all, word, textOf(query, 'id'));
}

/** CKAN: `action` names what is emptied. With an `id` only that one goes. */
export async function purgeTrash(visit: Visit): Promise<Shown | PageResponse> {
  assertAdministers(visit);
  const { form } = visit.request;
  if (textOf(form, 'cancel') !== '') return { status: 303, redirect: HERE };
  const kinds = kindsIn(textOf(form, 'action'));
  const id = textOf(form, 'id');
  const all = await allTrash(visit);
  const errors: Record<string, string[]> = {};
  for (const kind of kinds) {
    const items = chosen(all, kind, id);
    const left = await purge(
      visit,
      kind,
      items.map((item) => item.id),
    );
    for (const [failed, why] of left) {
      const item = items.find((one) => one.id === failed);
      errors[item === undefined ? failed : titleOf(item)] = [why];
    }
  }
  if (Object.keys(errors).length > 0) return show(visit, await allTrash(visit), errors);
  return { status: 303, redirect: `${HERE}?done=purged` };
}

/** Only what lies in the trash: nothing else goes by this page. */
function chosen(all: All, kind: TrashKind, id: string): readonly Item[] {
  const { items } = all[kind];
  if (id === '') return items;
  const found = items.filter((item) => item.id === id);
  if (found.length === 0) throw new NotFound();
  return found;
}

export async function restoreFromTrash(visit: Visit): Promise<Shown | PageResponse> {
  assertAdministers(visit);
  const { form } = visit.request;
  const [kind, ...others] = kindsIn(textOf(form, 'kind'));
  if (kind === undefined || others.length > 0) throw new BadRequest('Name package, organization or group.');
  const [item] = chosen(await allTrash(visit), kind, textOf(form, 'id'));
  if (item === undefined) throw new NotFound();
  try {
    await restore(visit, kind, item.id);
  } catch (error) {
    const errors = formErrors(error);
    if (errors === undefined) throw error;
    return show(visit, await allTrash(visit), errors);
  }
  return { status: 303, redirect: `${HERE}?done=restored` };
}

function show(visit: Visit, all: All, errors: Readonly<Record<string, readonly string[]>>): Shown {
  const isEmpty = TRASH_KINDS.every((kind) => all[kind].count === 0);
  const body = (
    <div class="container narrow page">
      <AdminHead title="Trash" here={HERE} request={visit.request} done={DONE} />
      <ErrorSummary errors={errors} labels={{}} />
      {isEmpty ? (
        <p class="nothing">The trash is empty. Deleted items stay here until they are restored or removed for good.</p>
      ) : (
        <p>
          Deleted items stay here until they are restored or removed for good. <a href={`${HERE}?name=all`}>Remove everything for good</a>
        </p>
      )}
      {TRASH_KINDS.filter((kind) => all[kind].count > 0).map((kind) => (
        <TrashSection visit={visit} kind={kind} trash={all[kind]} />
      ))}
    </div>
  );
  return { title: formTitle('Trash', errors), body, crumbs: CRUMBS, noindex: true };
}

function TrashSection({ visit, kind, trash }: { readonly visit: Visit; readonly kind: TrashKind; readonly trash: Trash }): VNode {
  const { title, many } = TRASH_WORDS[kind];
  const shown = trash.items.length;
  return (
    <section class="section" aria-labelledby={`trash-${kind}`}>
      <h2 id={`trash-${kind}`}>{title}</h2>
      <table class="token-table">
        <caption class="unseen">Deleted {many}</caption>
        <thead>
          <tr>
            <th scope="col">Title</th>
            {kind === 'package' && <th scope="col">Last changed</th>}
            <th scope="col">
              <span class="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {trash.items.map((item) => (
            <TrashRow visit={visit} kind={kind} item={item} />
          ))}
        </tbody>
      </table>
      {trash.count > shown && (
        <p class="quiet">
          {shown} of {counted(trash.count, 'thing')} are listed; the others follow when these are gone.
        </p>
      )}
      <p>
        <a href={`${HERE}?name=${kind}`}>
          Remove {trash.count > shown ? `these ${shown}` : `all deleted`} {many} for good
        </a>
      </p>
    </section>
  );
}

const TrashRow = ({ visit, kind, item }: { readonly visit: Visit; readonly kind: TrashKind; readonly item: Item }): VNode => (
  <tr>
    <th scope="row">
      {titleOf(item)} {titleOf(item) !== item.name && <span class="quiet">{item.name}</span>}
    </th>
    {kind === 'package' && (
      <td data-label="Last changed">
        <When value={item.at} />
      </td>
    )}
    <td>
      <div class="row-buttons">
        <Form request={visit.request} action={`${HERE}/restore`}>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="id" value={item.id} />
          <button type="submit" class="button secondary small">
            Restore<span class="unseen"> {titleOf(item)}</span>
          </button>
        </Form>
        <a
          class="quiet-link"
          href={withQuery(HERE, [
            ['name', kind],
            ['id', item.id],
          ])}
        >
          Remove for good<span class="unseen">: {titleOf(item)}</span>
        </a>
      </div>
    </td>
  </tr>
);

const NAMED = 20;

/** Names what would go, so that nothing goes by surprise. */
function ask(visit: Visit, all: All, word: string, id: string): Shown {
  const kinds = kindsIn(word).map((kind) => [kind, chosen(all, kind, id)] as const);
  const items = kinds.flatMap(([, found]) => found);
  const [only, ...others] = items;
  const single = id !== '' && only !== undefined && others.length === 0;
  const title = single ? `Remove “${titleOf(only)}” for good?` : 'Remove these for good?';
  const body = (
    <Confirm
      request={visit.request}
      title={title}
      action={HERE}
      confirm="Remove for good"
      cancel={HERE}
      hidden={[
        ['action', word],
        ['id', id],
      ]}
    >
      {items.length === 0 && <p>There is nothing of that kind in the trash.</p>}
      {kinds.map(([kind, found]) => found.length > 0 && <Doomed kind={kind} items={found} />)}
      <p>
        <strong>This cannot be undone.</strong> The records, their resources and uploaded files, and their members are gone; the names
        become free.
      </p>
    </Confirm>
  );
  return { title, body, crumbs: [CRUMBS[0] ?? { title: '' }, { title: 'Trash', href: HERE }, { title: 'Remove for good' }], noindex: true };
}

const Doomed = ({ kind, items }: { readonly kind: TrashKind; readonly items: readonly Item[] }): VNode => (
  <>
    <p>{counted(items.length, TRASH_WORDS[kind].one, TRASH_WORDS[kind].many)}:</p>
    <ul>
      {items.slice(0, NAMED).map((item) => (
        <li>{titleOf(item)}</li>
      ))}
      {items.length > NAMED && <li>and {items.length - NAMED} more</li>}
    </ul>
  </>
);
