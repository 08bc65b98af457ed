/**
 * Load over keep-alive connections, on bare sockets so that the client costs little: each
 * connection sends its next request when the answer before it has come whole.
 */
import { connect, type Socket } from 'node:net';

export type Request = {
  readonly path: string;
  readonly method?: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** As a browser asks: with brotli. */
  readonly compressed?: boolean;
};
/** `head` is the text before the body. */
export type Answer = { readonly status: number; readonly head: string; readonly body: Buffer; readonly milliseconds: number };

export type Load = {
  readonly port: number;
  readonly connections: number;
  /** How many requests in all; they are taken in turn from the list. */
  readonly total: number;
  readonly requests: readonly Request[];
  readonly onAnswer?: (answer: Answer, index: number) => void;
};

const HEAD_END = Buffer.from('\r\n\r\n');

export function bytesOf({ path, method = 'GET', token, body, compressed = false }: Request): Buffer {
  const content = body === undefined ? '' : JSON.stringify(body);
  const sent = body === undefined ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(content)}\r\n`;
  const rights = `${token === undefined ? '' : `Authorization: ${token}\r\n`}${compressed ? 'Accept-Encoding: br\r\n' : ''}`;
  return Buffer.from(`${body === undefined ? method : 'POST'} ${path} HTTP/1.1\r\nHost: localhost\r\n${rights}${sent}\r\n${content}`);
}

/** Sends them all; resolves to the seconds it took. Any answer but 200 is a mistake of the measurement. */
export async function load({ port, connections, total, requests, onAnswer }: Load): Promise<number> {
  const ready = requests.map(bytesOf);
  let next = 0;
  const start = performance.now();
  const run = async (): Promise<void> => {
    const line = await openLine(port);
    for (let index = next++; index < total; index = next++) {
      const answer = await line.ask(ready[index % ready.length] ?? Buffer.alloc(0));
      if (answer.status !== 200)
        throw new Error(`${requests[index % requests.length]?.path}: ${answer.status} ${answer.body.toString('utf8').slice(0, 500)}`);
      onAnswer?.(answer, index);
    }
    line.close();
  };
  await Promise.all(Array.from({ length: connections }, run));
  return (performance.now() - start) / 1_000;
}

/** One request, its answer parsed as JSON. */
export async function ask(port: number, request: Request): Promise<{ status: number; head: string; text: string }> {
  const line = await openLine(port);
  const { status, head, body } = await line.ask(bytesOf(request));
  line.close();
  return { status, head, text: body.toString('utf8') };
}

/** The header lines an answer came with, as names and values in turn, without those that Node adds by itself. */
export function headersIn(head: string): string[] {
  const lines = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(/: (.*)/s).slice(0, 2));
  return lines.filter(([name = '']) => !/^(?:date|connection|keep-alive|content-length)$/i.test(name)).flat();
}

type Line = { readonly ask: (bytes: Buffer) => Promise<Answer>; readonly close: () => void };

async function openLine(port: number): Promise<Line> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const reader = answerReader(socket);
  return {
    ask: (bytes) => {
      const answer = reader();
      socket.write(bytes);
      return answer;
    },
    close: () => void socket.destroy(),
  };
}

function answerReader(socket: Socket): () => Promise<Answer> {
  let chunks: Buffer[] = [];
  let held = 0;
  let needed = Number.POSITIVE_INFINITY;
  let head: Head | undefined;
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void; since: number } | undefined;
  const fail = (error: Error): void => waiting?.reject(error);
  socket.on('error', fail).on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    if (head === undefined) {
      const found = headOf(Buffer.concat(chunks));
      if (found === undefined) return;
      head = found;
      needed = found.bodyAt + found.length;
    }
    if (held < needed || waiting === undefined) return;
    const { resolve, since } = waiting;
    const answer = {
      status: head.status,
      head: head.text,
      body: Buffer.concat(chunks).subarray(head.bodyAt),
      milliseconds: performance.now() - since,
    };
    [chunks, held, needed, head, waiting] = [[], 0, Number.POSITIVE_INFINITY, undefined, undefined];
    resolve(answer);
  });
  return () =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject, since: performance.now() };
    });
}

type Head = { readonly text: string; readonly status: number; readonly bodyAt: number; readonly length: number };

function headOf(bytes: Buffer): Head | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const text = bytes.toString('latin1', 0, end);
  return {
    text,
    status: Number(text.slice(9, 12)),
    bodyAt: end + HEAD_END.length,
    length: Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0),
  };
}
