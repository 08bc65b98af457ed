/** What an actor may see: everything, or what carries one of his labels. */
export type Audience = { readonly kind: 'all' } | { readonly kind: 'labels'; readonly labels: readonly string[] };

export const sees = (audience: Audience, labels: readonly string[]): boolean =>
  audience.kind === 'all' || labels.some((label) => audience.labels.includes(label));
