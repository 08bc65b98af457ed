/** COPY … FROM STDIN over the ordinary client, which has the messages for it but no method. */
import type { Connection, Submittable } from 'pg';

type Copying = Connection & {
  readonly sendCopyFromChunk: (chunk: Buffer) => void;
  readonly endCopyFrom: () => void;
  readonly stream: NodeJS.WritableStream;
};

/** Give it to `client.query`; feeds the chunks and settles with the command. */
export class CopyFrom implements Submittable {
  readonly done: Promise<void>;
  private readonly settle = Promise.withResolvers<void>();
  private readonly sql: string;
  private readonly chunks: () => AsyncIterable<Buffer>;

  constructor(sql: string, chunks: () => AsyncIterable<Buffer>) {
    this.sql = sql;
    this.chunks = chunks;
    this.done = this.settle.promise;
  }

  submit(connection: Connection): void {
    connection.query(this.sql);
  }

  handleCopyInResponse(connection: Copying): void {
    this.feed(connection).catch((error: unknown) => this.settle.reject(error));
  }

  private async feed(connection: Copying): Promise<void> {
    for await (const chunk of this.chunks()) {
      connection.sendCopyFromChunk(chunk);
      // The client queues without a limit; the next chunk waits until this one is on its way.
      await new Promise((resolve) => connection.stream.write('', resolve));
    }
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.settle.resolve();
  }

  handleError(error: Error): void {
    this.settle.reject(error);
  }
}
