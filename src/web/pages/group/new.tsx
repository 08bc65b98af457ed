/** A new organization or group, by form. Whoever makes it becomes its administrator. */
import { NotAuthorized } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import { hasErrors } from '../../components/form.tsx';
import { textOf } from '../../data/fields.ts';
import { fileChoice } from '../../data/form-file.ts';
import { allFaults } from '../../data/errors.ts';
import { doubledRows, editedRows } from '../../data/form-rows.ts';
import { type Kind, allGroups } from '../../data/group.ts';
import { CREATE, createGroup, mayCreate } from '../../data/group-changes.ts';
import { PARENT, PICTURE, PICTURE_URL, PLACED, fieldsSent, inputOfNew, pictureFault } from '../../data/group-form.ts';
import { nameToMake, underFreeName } from '../../data/made-name.ts';
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
  const values = fieldsSent(edited ?? visit.request.form, {});
  const choice = await fileChoice(visit, PICTURE, PICTURE_URL);
  const { source, held, lost } = choice;
  const picture = { source: source === 'keep' ? 'none' : source, held, lost } as const;
  const again = async (errors = {}): Promise<Shown> => showForm(visit, kind, await allGroups(visit, kind), { values, picture, errors });
  if (edited !== undefined || lost) return again();
  const own = { ...pictureFault(choice), ...doubledRows(values, 'extras') };
  const made = nameToMake(visit.request.form, kind);
  const inputOf = (name: string) => inputOfNew({ ...values, name }, picture.source, choice);
  const create = (name: string) => createGroup(visit, kind, inputOf(name));
  try {
    if (hasErrors(own)) {
      const { name = [], ...faults } = await allFaults(visit, own, CREATE[kind], inputOf(made ?? textOf(values, 'name')), PLACED);
      return again({ ...faults, ...(made === undefined && { name }) });
    }
    return done(kind, await (made === undefined ? create(textOf(values, 'name')) : underFreeName(made, create)), 'created');
  } catch (error) {
    return again(refusals(error));
  }
}
