/** The list of all organizations or groups as cards: searched, ordered, by letter, a page at a time. */
import type { ComponentChildren, VNode } from 'preact';
import { GroupCards, GroupSort, Letters } from '../../components/group-cards.tsx';
import { Pager } from '../../components/pager.tsx';
import { type GroupDict, type Kind, withMemberCounts } from '../../data/group.ts';
import { type GroupOrder, inOrder, letterOf, orderPairs, readGroupOrder } from '../../data/group-order.ts';
import type { Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { counted } from '../../text/sizes.ts';

/** No more than the list action gives with all fields at a time, so that one question tells the members of all shown. */
const MOST = 24;
/** From so many on, first letters help. */
const MANY = 24;

/** `views`: ways to other forms of the same list. */
export async function cardList(visit: Visit, kind: Kind, all: readonly GroupDict[], views?: ComponentChildren): Promise<VNode> {
  const order = readGroupOrder(visit.request.query);
  const fitting = inOrder(all, order);
  const size = Math.min(MOST, visit.catalogue.site.settings['ckan.group_and_organization_list_all_fields_max']);
  const shown = await withMemberCounts(visit, kind, fitting.slice((order.page - 1) * size, order.page * size));
  const letters = [...new Set(all.map(letterOf))].sort();
  const last = Math.ceil(fitting.length / size);
  const addressOf = (page: number): string => withQuery(`/${kind}`, orderPairs({ ...order, page }));
  return (
    <div class="container">
      <div class="results-head">
        <p class="results-count" role="status">
          <strong>{counted(fitting.length, kind)}</strong>
          {said(order)} {order.q + order.letter !== '' && <a href={withQuery(`/${kind}`, [['sort', order.sort]])}>Show all</a>}
        </p>
        {views}
        {all.length > 1 && <GroupSort kind={kind} order={order} />}
      </div>
      {all.length > MANY && <Letters kind={kind} order={order} letters={letters} />}
      {fitting.length === 0 && (
        <p class="nothing">{all.length === 0 ? `There are no ${kind}s yet.` : `No ${kind} matches. Try other words, or show all.`}</p>
      )}
      {fitting.length > 0 && shown.length === 0 && (
        <p class="nothing">
          The list has fewer pages than that. <a href={addressOf(last)}>Go to its last page</a>
        </p>
      )}
      {shown.length > 0 && <GroupCards kind={kind} groups={shown} />}
      <Pager page={order.page} last={last} addressOf={addressOf} />
    </div>
  );
}

const said = ({ q, letter }: GroupOrder): VNode => (
  <>
    {q !== '' && (
      <>
        {' '}
        with <q>{q}</q>
      </>
    )}
    {letter !== '' && <> under {letter === '#' ? 'other characters' : letter}</>}
  </>
);
