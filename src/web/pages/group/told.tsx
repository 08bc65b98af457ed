/** What was just done to an organization or group, told on the page one is led to afterwards. */
import type { VNode } from 'preact';
import { Told } from '../../components/told.tsx';
import type { Kind } from '../../data/group.ts';
import type { Visit } from '../../page.ts';

const textsFor = (kind: Kind): Readonly<Record<string, string>> => ({
  created: `The ${kind} is created, and you are its administrator.`,
  saved: 'Your changes are saved.',
  restored: `The ${kind} is restored.`,
  left: `You have left the ${kind}.`,
  deleted: `The ${kind} is deleted. System administrators can restore it.`,
});

export const GroupTold = ({ visit, kind }: { readonly visit: Visit; readonly kind: Kind }): VNode => (
  <div class="container told">
    <Told request={visit.request} texts={textsFor(kind)} />
  </div>
);
