/** A new organization or group, by form. Whoever makes it becomes its administrator. */
import { NotAuthorized } from '#domain/errors.ts';
import { mungeTitle } from '#domain/names.ts';
import type { Fields, PageResponse } from '#domain/page.ts';
import { hasErrors } from '../../components/form.tsx';
import { textOf } from '../../data/fields.ts';
import { fileChoice } from '../../data/form-file.ts';
import { editedRows } from '../../data/form-rows.ts';
import { type Kind, allGroups } from '../../data/group.ts';
import { createGroup, mayCreate } from '../../data/group-changes.ts';
import { PARENT, PICTURE, PICTURE_URL, doubledFields, fieldsSent, inputOfNew } from '../../data/group-form.ts';
import type { Page, Shown, Visit } from '../../page.ts';
import { done, refusals, showForm } from './saving.tsx';

export const newGroupPage =
  (kind: Kind): Page =>
  async (visit: Visit): Promise<Shown | PageResponse> => {
    if (!(await mayCreate(visit, kind))) throw new NotAuthorized();
    return visit.request.method === 'POST' ? create(visit, kind) : begin(visit, kind);
  };

/** The address may fill the form beforehand, as CKAN's does. */
async function begin(visit: Visit, kind: Kind): Promise<Shown> {
  const { query } = visit.request;
  const parent = textOf(query, PARENT) || textOf(query, 'parent');
  const values = { ...fieldsSent(query, {}), ...(parent !== '' && { [PARENT]: parent }) };
  const source = textOf(query, PICTURE_URL) === '' ? 'none' : 'link';
  return showForm(visit, kind, await allGroups(visit, kind), { values, picture: { source, lost: false } });
}

async function create(visit: Visit, kind: Kind): Promise<Shown | PageResponse> {
  const edited = editedRows(visit.request.form);
  const values = named(fieldsSent(edited ?? visit.request.form, {}), edited !== undefined);
  const choice = await fileChoice(visit, PICTURE, PICTURE_URL);
  const { source, held, lost } = choice;
  const picture = { source: source === 'keep' ? 'none' : source, held, lost } as const;
  const again = async (errors = {}): Promise<Shown> => showForm(visit, kind, await allGroups(visit, kind), { values, picture, errors });
  if (edited !== undefined || lost) return again();
  const doubled = doubledFields(values);
  if (hasErrors(doubled)) return again(doubled);
  try {
    return done(kind, await createGroup(visit, kind, inputOfNew(values, picture.source, choice)), 'created');
  } catch (error) {
    return again(refusals(error));
  }
}

/** A name left blank is made from the title, as the script does while one types. */
function named(values: Fields, unfinished: boolean): Fields {
  const [name, title] = [textOf(values, 'name').trim(), textOf(values, 'title').trim()];
  return name !== '' || title === '' || unfinished ? values : { ...values, name: mungeTitle(title) };
}
