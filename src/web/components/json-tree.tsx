/** JSON as nested lists that open and close without a script; long ones end with how much is left. */
import type { VNode } from 'preact';
import { counted } from '../text/sizes.ts';
import { WrittenNumber } from '../text/written-number.ts';

const MOST_VALUES = 400;
const MOST_OF_ONE = 50;
const DEEPEST = 8;
const LONGEST = 300;

type Budget = { left: number };

export const JsonTree = ({ value }: { readonly value: unknown }): VNode => (
  <div class="json">{branchOf(value, { budget: { left: MOST_VALUES }, depth: 0 })}</div>
);

type Place = { readonly budget: Budget; readonly depth: number; readonly name?: string };

function branchOf(value: unknown, place: Place): VNode {
  if (typeof value !== 'object' || value === null || value instanceof WrittenNumber) return <Leaf name={place.name} value={value} />;
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const size = isList ? `[${counted(entries.length, 'item')}]` : `{${counted(entries.length, 'field')}}`;
  const taken = place.depth >= DEEPEST ? 0 : Math.max(0, Math.min(entries.length, MOST_OF_ONE, place.budget.left));
  place.budget.left -= taken;
  if (taken === 0)
    return (
      <p>
        <Name name={place.name} />
        <span class="quiet">{size}</span>
      </p>
    );
  return (
    <details open={place.depth < 3}>
      <summary>
        <Name name={place.name} />
        <span class="quiet">{size}</span>
      </summary>
      <ul>
        {entries.slice(0, taken).map(([key, inner]) => (
          <li>{branchOf(inner, { budget: place.budget, depth: place.depth + 1, name: key })}</li>
        ))}
        {taken < entries.length && <li class="quiet">… {counted(entries.length - taken, 'more', 'more')}</li>}
      </ul>
    </details>
  );
}

const Name = ({ name }: { readonly name: string | undefined }): VNode | null =>
  name === undefined ? null : (
    <>
      <span class="json-name">{cut(name)}</span>
      {': '}
    </>
  );

const Leaf = ({ name, value }: { readonly name: string | undefined; readonly value: unknown }): VNode => (
  <p>
    <Name name={name} />
    {value instanceof WrittenNumber ? (
      <span class="json-number">{cut(value.digits)}</span>
    ) : (
      <span class={`json-${value === null ? 'null' : typeof value}`}>{cut(JSON.stringify(value) ?? 'null')}</span>
    )}
  </p>
);

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
