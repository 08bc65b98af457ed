// The two ways in which the embedded server says no. Each message is one
// sentence for the person who starts Kokanee; neither class carries a stack
// that would help him, so doors print the message alone.

/** This machine cannot run the embedded PostgreSQL at all; an outside one is the way. */
export class EmbeddedUnavailable extends Error {
  override readonly name = 'EmbeddedUnavailable';
}

/** The embedded PostgreSQL could run here, but not with this data folder as it is. */
export class ClusterRefused extends Error {
  override readonly name = 'ClusterRefused';
}

/** The code of a system or PostgreSQL error, or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
