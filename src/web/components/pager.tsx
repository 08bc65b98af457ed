/** Ways to the other pages of a list: two on each side, the first and the last. */
import type { VNode } from 'preact';

type Props = { readonly page: number; readonly last: number; readonly addressOf: (page: number) => string };

const around = (page: number, last: number): readonly number[] =>
  [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, last])].filter((one) => one >= 1 && one <= last);

export function Pager({ page, last, addressOf }: Props): VNode | null {
  if (last < 2) return null;
  const numbers = around(page, last);
  return (
    <nav class="pager" aria-label="Pages">
      <ul>
        {page > 1 && (
          <li>
            <a rel="prev" href={addressOf(Math.min(page - 1, last))}>
              Previous
            </a>
          </li>
        )}
        {numbers.map((number, index) => (
          <>
            {index > 0 && number > (numbers[index - 1] ?? 0) + 1 && (
              <li class="pager-gap" aria-hidden="true">
                …
              </li>
            )}
            <li>
              {number === page ? (
                <span aria-current="page">
                  <span class="unseen">Page </span>
                  {number}
                </span>
              ) : (
                <a href={addressOf(number)}>
                  <span class="unseen">Page </span>
                  {number}
                </a>
              )}
            </li>
          </>
        ))}
        {page < last && (
          <li>
            <a rel="next" href={addressOf(page + 1)}>
              Next
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
