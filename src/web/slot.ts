/** Places in pages that extensions may fill. A slot is a value, exported by the component that declares it. */
import type { ComponentChildren, FunctionComponent } from 'preact';
import { h } from 'preact';

export type Slot<Props> = { readonly slot: string; readonly props?: Props };

export type Fill = { readonly slot: Slot<never>; readonly component: FunctionComponent<never> };
export type Fills = readonly Fill[];

export const defineSlot = <Props>(name: string): Slot<Props> => Object.freeze({ slot: name });

/** Puts a component into a slot; several stand in the order of the extensions. */
export const fill = <Props>(slot: Slot<Props>, component: FunctionComponent<Props>): Fill => ({
  slot: slot as Slot<never>,
  component: component as FunctionComponent<never>,
});

export function renderSlot<Props>(fills: Fills, slot: Slot<Props>, props: Props): ComponentChildren {
  const fitting = fills.filter((one) => one.slot === (slot as Slot<unknown>));
  return fitting.length === 0 ? null : fitting.map(({ component }) => h(component as FunctionComponent<object>, props as object));
}
