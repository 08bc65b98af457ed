/**
 * COPY in both directions over the ordinary client, which has the messages for it but no method.
 * Nothing is gathered here: whoever reads or feeds decides how much lies in memory.
 */
import type { Client, Connection, Submittable } from 'pg';

type Copying = Connection & {
  readonly sendCopyFromChunk: (chunk: Buffer) => void;
  readonly sendCopyFail: (reason: string) => void;
  readonly endCopyFrom: () => void;
};

/** Takes one row in the text form of COPY, which is only lent; a promise holds the next ones back, except for a few on their way. */
export type TakeRow = (row: Buffer) => Promise<void> | undefined;

class Copy implements Submittable {
  readonly done: Promise<void>;
  protected readonly settle = Promise.withResolvers<void>();
  private readonly sql: string;

  constructor(sql: string) {
    this.sql = sql;
    this.done = this.settle.promise;
  }

  submit(connection: Connection): void {
    connection.query(this.sql);
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.settle.resolve();
  }

  handleError(error: Error): void {
    this.settle.reject(error);
  }
}

class CopyOut extends Copy {
  private readonly take: TakeRow;
  private waiting = 0;

  constructor(sql: string, take: TakeRow) {
    super(sql);
    this.take = take;
  }

  handleCopyData({ chunk }: { chunk: Buffer }, { stream }: Connection): void {
    const taken = this.take(chunk);
    if (taken === undefined) return;
    this.waiting++;
    stream.pause();
    taken
      .catch((error: unknown) => this.settle.reject(error))
      .finally(() => {
        this.waiting--;
        if (this.waiting === 0) stream.resume();
      });
  }
}

class CopyIn extends Copy {
  private readonly chunks: AsyncIterable<Buffer> | Iterable<Buffer>;

  constructor(sql: string, chunks: AsyncIterable<Buffer> | Iterable<Buffer>) {
    super(sql);
    this.chunks = chunks;
  }

  handleCopyInResponse(connection: Copying): void {
    this.feed(connection).catch((error: unknown) => {
      this.settle.reject(error);
      connection.sendCopyFail('the source failed');
    });
  }

  private async feed(connection: Copying): Promise<void> {
    for await (const chunk of this.chunks) {
      connection.sendCopyFromChunk(chunk);
      // The client queues without a limit; the next chunk waits until this one is on its way.
      await new Promise((resolve) => connection.stream.write('', resolve));
    }
    connection.endCopyFrom();
  }
}

/** Hands over each row of a `copy … to stdout`. */
export const copyOut = (client: Client, sql: string, take: TakeRow): Promise<void> => client.query(new CopyOut(sql, take)).done;

/** Feeds a `copy … from stdin`. */
export const copyIn = (client: Client, sql: string, chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> =>
  client.query(new CopyIn(sql, chunks)).done;
