/** The extensions of this site. */
import type { Extension } from '#extensions/extension.ts';

export const extensions: readonly Extension[] = [];
