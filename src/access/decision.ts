/** The answer of a rule: allowed, or denied with a reason the caller may read. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

export const allowed: Decision = Object.freeze({ allowed: true });

/** `reason` is the detail after `Access denied: `; empty for a bare refusal. */
export const denied = (reason = ''): Decision => ({ allowed: false, reason });

/** The first denial, or allowed. */
export const allOf = (...decisions: readonly Decision[]): Decision => decisions.find((decision) => !decision.allowed) ?? allowed;
