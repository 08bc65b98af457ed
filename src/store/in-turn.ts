/** Pieces of work that wait for each other: none begins before the one asked for earlier has ended. */

/** A queue of its own; each piece is answered, or refused, by itself. */
export function aQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  };
}
