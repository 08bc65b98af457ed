/** Organizations or groups as cards, with their order, their letters and their pages. */
import type { VNode } from 'preact';
import { titleOf } from '../data/dataset.ts';
import { plain } from '../data/fields.ts';
import { type GroupDict, type Kind, groupPath } from '../data/group.ts';
import { type GroupOrder, ORDERS, orderPairs } from '../data/group-order.ts';
import { safeAddress, withQuery } from '../text/addresses.ts';
import { excerpt } from '../text/markdown.ts';
import { counted } from '../text/sizes.ts';
import { HiddenFields } from './hidden-fields.tsx';

export const GroupCards = ({ kind, groups }: { readonly kind: Kind; readonly groups: readonly GroupDict[] }): VNode => (
  <ul class="group-cards">
    {groups.map((group) => (
      <li class="card group-card">
        <Card kind={kind} group={group} />
      </li>
    ))}
  </ul>
);

function Card({ kind, group }: { readonly kind: Kind; readonly group: GroupDict }): VNode {
  const picture = safeAddress(group.image_display_url);
  return (
    <>
      <div class="group-card-head">
        {picture !== undefined && <img src={picture} alt="" width="56" height="56" loading="lazy" decoding="async" />}
        <h2>
          <a href={groupPath(kind, group)}>{titleOf(group)}</a>
        </h2>
      </div>
      <p>{excerpt(plain(group.description), 120)}</p>
      <p class="quiet">
        {counted(group.package_count ?? 0, 'dataset')}
        {(group.member_count ?? 0) > 0 && `, ${counted(group.member_count ?? 0, 'member')}`}
      </p>
    </>
  );
}

type SortProps = { readonly kind: Kind; readonly order: GroupOrder };

export const GroupSort = ({ kind, order }: SortProps): VNode => (
  <form class="sort-form" action={`/${kind}`} method="get">
    <HiddenFields pairs={orderPairs({ ...order, page: 1 })} except={['sort']} />
    <label for="sort">Order by</label>
    <select id="sort" name="sort">
      {ORDERS.map(([value, title]) => (
        <option value={value} selected={value === order.sort}>
          {title}
        </option>
      ))}
    </select>
    <button type="submit" class="button secondary small">
      Sort
    </button>
  </form>
);

/** Ways to those that begin with one letter. */
export function Letters({ kind, order, letters }: SortProps & { readonly letters: readonly string[] }): VNode {
  const to = (letter: string): string => withQuery(`/${kind}`, orderPairs({ ...order, letter, page: 1 }));
  return (
    <nav class="letters" aria-label="First letters">
      <ul>
        <li>
          <a href={to('')} aria-current={order.letter === '' ? 'true' : undefined}>
            All
          </a>
        </li>
        {letters.map((letter) => (
          <li>
            <a href={to(letter)} aria-current={order.letter === letter ? 'true' : undefined}>
              {letter === '#' ? (
                <>
                  #<span class="unseen"> other characters</span>
                </>
              ) : (
                letter
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
