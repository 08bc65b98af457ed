/** What was deleted and can still be brought back, for the administration's page. */
import { mayPurge } from '#access/dataset.ts';
import { ValidationError } from '#domain/errors.ts';
import { listTrash, type Trash, type TrashKind } from '#store/trash.ts';
import { defineRead } from '../action.ts';

const KINDS: readonly TrashKind[] = ['package', 'organization', 'group'];

/** Listed at a time. */
const MOST = 200;

export const trashList = defineRead<undefined, TrashKind, Trash>({
  name: 'page trash',
  about: 'Lists deleted datasets, organizations or groups, 200 at most. Sysadmins may.',
  input: { kind: { kind: 'text', about: 'package, organization or group', required: true } },
  may: ({ actor }) => mayPurge(actor),
  check: (_call, input) => {
    const kind = KINDS.find((one) => one === input.kind);
    if (kind === undefined) throw new ValidationError({ kind: [`Must be one of: ${KINDS.join(', ')}`] });
    return kind;
  },
  run: ({ db }, kind) => listTrash(db.pool, kind, MOST),
});

export type { Trash, TrashKind };
