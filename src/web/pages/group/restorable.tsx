/** Says of a deleted organization or group that it is deleted, with the way to bring it back for those who may. */
import type { VNode } from 'preact';
import type { GroupDict, Kind } from '../../data/group.ts';
import { mayRestore } from '../../data/group-changes.ts';
import type { Visit } from '../../page.ts';
import { path } from '../../text/addresses.ts';

type Props = { readonly visit: Visit; readonly kind: Kind; readonly group: GroupDict };

export const Restorable = ({ visit, kind, group }: Props): VNode | null =>
  group.state !== 'deleted' ? null : (
    <div class="container">
      <div class="notice notice-warning">
        <p>This {kind} was deleted. Only those who may restore it, and its members if it has any left, see this page.</p>
        {mayRestore(visit, group) && (
          <p>
            <a class="button secondary small" href={path(kind, 'restore', group.name)}>
              Restore the {kind}
            </a>
          </p>
        )}
      </div>
    </div>
  );
