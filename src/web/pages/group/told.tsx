/** What was just done to an organization or group, told on the page one is led to afterwards. */
import type { VNode } from 'preact';
import { Done } from '../../components/form.tsx';
import { textOf } from '../../data/fields.ts';
import type { Kind } from '../../data/group.ts';
import type { Visit } from '../../page.ts';

const TOLD: Readonly<Record<string, (kind: Kind) => string>> = {
  created: (kind) => `The ${kind} is created, and you are its administrator.`,
  saved: () => 'Your changes are saved.',
  restored: (kind) => `The ${kind} is restored.`,
  left: (kind) => `You have left the ${kind}.`,
  deleted: (kind) => `The ${kind} is deleted. System administrators can restore it.`,
};

export function Told({ visit, kind }: { readonly visit: Visit; readonly kind: Kind }): VNode | null {
  const what = textOf(visit.request.query, 'done');
  const said = Object.hasOwn(TOLD, what) ? TOLD[what]?.(kind) : undefined;
  if (said === undefined) return null;
  return (
    <div class="container told">
      <Done>
        <p>{said}</p>
      </Done>
    </div>
  );
}
