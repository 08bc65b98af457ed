/** The answer to everybody while PostgreSQL is away, full or overburdened: not now, try again. */
import { Unavailable } from '#domain/errors.ts';
import { isAway } from '#store/connection.ts';

/** What an error means to a caller. */
export const meaningFor = (error: unknown): unknown => {
  if (isAway(error)) return new Unavailable('The database is away for a moment');
  if (hasCode(error, '57014')) return new Unavailable('The database took too long to answer');
  return hasCode(error, '53100') ? new Unavailable('There is no room left on the disk of the database', NO_ROOM_RETRY_S) : error;
};

/** Somebody has to make room first. */
const NO_ROOM_RETRY_S = 300;
const hasCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

/** An answer on its way; if the database is away, it says so. */
export async function answerOrNotNow<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    throw meaningFor(error);
  }
}

/** The same work, which says so when the database is away. */
export const sayingNotNow =
  <Args extends readonly unknown[], Result>(work: (...args: Args) => Promise<Result>): ((...args: Args) => Promise<Result>) =>
  (...args) =>
    answerOrNotNow(work(...args));
