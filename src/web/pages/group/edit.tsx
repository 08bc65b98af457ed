/** Changing an organization or group, by form: nothing typed is lost, and nothing another one changed meanwhile. */
import { NotAuthorized } from '#domain/errors.ts';
import type { Fields, PageResponse } from '#domain/page.ts';
import { type Errors, hasErrors } from '../../components/form.tsx';
import { type FieldText, type Meeting, inPlaceOf, meet, stateText, taking } from '../../data/concurrency.ts';
import { plain, textOf } from '../../data/fields.ts';
import { type FileChoice, type FileSource, fileChoice } from '../../data/form-file.ts';
import { allFaults } from '../../data/errors.ts';
import { doubledRows, editedRows } from '../../data/form-rows.ts';
import { type GroupDict, type Kind, allGroups } from '../../data/group.ts';
import { PATCH, changeGroup } from '../../data/group-changes.ts';
import {
  PICTURE,
  PICTURE_URL,
  fieldsOfGroup,
  fieldsSent,
  inputOfChange,
  PLACED,
  pictureFault,
  renameFault,
  sourceOf,
  textsOf,
  titlesOf,
} from '../../data/group-form.ts';
import { presentAddress } from '../../data/group-place.ts';
import type { Page, Shown, Visit } from '../../page.ts';
import { path } from '../../text/addresses.ts';
import { type Draft, done, refusals, showForm } from './saving.tsx';
import { type Looked, lookAt } from './show.tsx';

export const editGroupPage =
  (kind: Kind): Page =>
  async (visit: Visit): Promise<Shown | PageResponse> => {
    const looked = await lookAt(visit, kind);
    if (!looked.mayManage) throw new NotAuthorized();
    const moved = presentAddress(visit, looked.group, (name) => path(kind, 'edit', name));
    if (moved !== undefined) return moved;
    const all = await allGroups(visit, kind);
    if (visit.request.method === 'POST') {
      const choice = await fileChoice(visit, PICTURE, PICTURE_URL);
      return inPlaceOf(
        looked,
        (seen) => save(visit, kind, seen, all, choice),
        () => lookAt(visit, kind),
      );
    }
    const { group } = looked;
    const values = fieldsOfGroup(group);
    return showForm(
      visit,
      kind,
      all,
      { values, picture: { source: keptOf(group), lost: false }, base: storedTexts(kind, group, all) },
      looked,
    );
  };

/** A picture that is there stays unless something else is chosen. */
const keptOf = (group: GroupDict): FileSource => (plain(group.image_url) === '' ? 'none' : 'keep');

const storedTexts = (kind: Kind, group: GroupDict, all: readonly GroupDict[], withPicture = true): readonly FieldText[] => [
  ...textsOf(kind, fieldsOfGroup(group), withPicture ? plain(group.image_url) : undefined, titlesOf(all)),
  stateText(group.state),
];

type Typed = {
  readonly values: Fields;
  readonly source: FileSource;
  readonly choice: FileChoice;
  readonly meeting: Meeting;
  /** The rows were added to or taken from; nothing is to be saved. */
  readonly unfinished: boolean;
};

/** What was typed, held against what is stored by now. */
function typedIn(visit: Visit, kind: Kind, group: GroupDict, all: readonly GroupDict[], choice: FileChoice): Typed {
  const { form } = visit.request;
  const edited = editedRows(form);
  const now = fieldsOfGroup(group);
  const values = fieldsSent(edited ?? form, now);
  const source = sourceOf(choice, form);
  const picture = { upload: choice.upload?.fileName ?? '', link: choice.url.trim(), none: '', keep: undefined }[source];
  const yours = textsOf(kind, values, picture, titlesOf(all));
  const meeting = meet(form, storedTexts(kind, group, all, picture !== undefined && source !== keptOf(group)), yours);
  const isTheirs = meeting.theirs.has(PICTURE_URL);
  return {
    values: taking(meeting.theirs, values, now),
    source: isTheirs ? keptOf(group) : source,
    choice,
    meeting,
    unfinished: edited !== undefined,
  };
}

/** What the action would let pass and nobody can want. */
function faultsIn(group: GroupDict, values: Fields, choice: FileChoice): Errors {
  const fault = renameFault(group.name, textOf(values, 'name').trim());
  return { ...(fault !== undefined && { name: [fault] }), ...pictureFault(choice), ...doubledRows(values, 'extras') };
}

async function save(
  visit: Visit,
  kind: Kind,
  looked: Looked,
  all: readonly GroupDict[],
  choice: FileChoice,
): Promise<Shown | PageResponse> {
  const { group } = looked;
  const { values, source, meeting, unfinished } = typedIn(visit, kind, group, all, choice);
  const draft: Draft = {
    values,
    picture: { source, held: choice.held, lost: choice.lost },
    base: storedTexts(kind, group, all),
    differences: meeting.differences,
    deleted: meeting.deleted,
  };
  if (unfinished || choice.lost || meeting.differences.length > 0 || meeting.deleted) return showForm(visit, kind, all, draft, looked);
  const faults = faultsIn(group, values, choice);
  const input = inputOfChange(group, values, source, choice);
  if (hasErrors(faults)) {
    const errors = await allFaults(visit, faults, PATCH[kind], { ...input, id: group.id }, PLACED);
    return showForm(visit, kind, all, { ...draft, errors }, looked);
  }
  try {
    return done(kind, await changeGroup(visit, kind, group, input), 'saved');
  } catch (error) {
    return showForm(visit, kind, all, { ...draft, errors: refusals(error) }, looked);
  }
}
