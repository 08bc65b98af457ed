/** The refusal of a form that was made from an older version than the one that stands. Pages alone meet it. */
import { CatalogueError } from '#domain/errors.ts';

/** What was to be changed is another than the one that the visitor saw. */
export class ChangedMeanwhile extends CatalogueError {}
