/** New orders of a list out of what a form says: one item a place up or down, or items put at numbered places. */

/** The same list where there is no such place. */
export function movedBy<Item extends { readonly id: string }>(items: readonly Item[], id: string, places: 1 | -1): readonly Item[] {
  const from = items.findIndex((item) => item.id === id);
  const to = from + places;
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** Items whose number was changed stand at that place; the others fill what is left, in the order they had. */
export function placedAt<Item extends { readonly id: string }>(items: readonly Item[], placeOf: (item: Item) => number): readonly Item[] {
  const places = new Map(items.map((item, at) => [item, { now: at + 1, wanted: placeOf(item) }]));
  const isMoved = (item: Item): boolean => {
    const place = places.get(item);
    return place !== undefined && Number.isFinite(place.wanted) && place.wanted !== place.now;
  };
  const wanted = (item: Item): number => places.get(item)?.wanted ?? 0;
  let order = items.filter((item) => !isMoved(item));
  for (const item of items.filter(isMoved).sort((a, b) => wanted(a) - wanted(b))) {
    const at = Math.max(0, Math.min(order.length, Math.round(wanted(item)) - 1));
    order = order.toSpliced(at, 0, item);
  }
  return order;
}
