/** The extensions of this catalogue, in order. Deleting a line removes an extension. */
import { activity } from '#extensions/activity/extension.ts';
import type { Extension } from '#extensions/extension.ts';

export const extensions: readonly Extension[] = [activity];
