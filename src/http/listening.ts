/** A server's life: begins to listen, and ends without cutting anybody off in the middle. */
import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/** The address under which the server is reached from this machine. */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
      resolve(`http://${name}:${actual}`);
    });
  });
}

/** What the end has to know of a server, and what it tells it. */
export class Connections {
  readonly open = new Set<Socket>();
  /** How many there were in all. */
  count = 0;
  /** While it is there, new requests wait for it. */
  held: Promise<void> | undefined;

  watch(server: Server): void {
    server.on('connection', (socket: Socket) => {
      this.count++;
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
  }
}

const GLANCE_MS = 100;
/** Who is about to ask again over his connection has done it by then, and was told that it ends. */
const QUIET_GLANCES = 5;

/**
 * Accepts nothing new and lets requests that run finish; false if some had not, and were cut off.
 * Answers meanwhile end their connections; those over which nothing comes are closed once all is quiet.
 */
export async function close(server: Server, connections: Connections, withinMs: number): Promise<boolean> {
  if (!server.listening) return true;
  const goOn = await takeWaiting(connections);
  return new Promise((resolve) => {
    let finished = true;
    const glance = setInterval(glancesAt(server, connections.open), GLANCE_MS);
    const cut = setTimeout(() => {
      finished = false;
      server.closeAllConnections();
    }, withinMs);
    // The server's own way would close at once what lies between two requests, though the second may be on its way.
    NetServer.prototype.close.call(server, () => {
      clearInterval(glance);
      clearTimeout(cut);
      resolve(finished);
    });
    goOn();
  });
}

/** Who connects anew for each request, does it sooner than this. */
const QUIET_MS = 60;
const TURN_MS = 5;
const WAITING_MS = 3_000;

/**
 * The system accepts connections before we take them, and resets those we have not taken when we stop to
 * listen. So all are taken first; their requests are held meanwhile, since every answer may bring the next.
 */
async function takeWaiting(connections: Connections): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  connections.held = promise;
  const start = performance.now();
  let before = connections.count;
  for (let since = start; performance.now() - since < QUIET_MS && performance.now() - start < WAITING_MS; ) {
    await new Promise((done) => setTimeout(done, TURN_MS));
    // Right after the turn in which what waits is taken.
    await new Promise((done) => setImmediate(done));
    if (connections.count !== before) since = performance.now();
    before = connections.count;
  }
  return () => {
    connections.held = undefined;
    resolve();
  };
}

/** Closes connections without a request after some glances at which nothing had moved on any. */
function glancesAt(server: Server, open: ReadonlySet<Socket>): () => void {
  let before = -1;
  let quiet = 0;
  return () => {
    let moved = 0;
    for (const { bytesRead, bytesWritten } of open) moved += bytesRead + bytesWritten;
    quiet = moved === before ? quiet + 1 : 0;
    before = moved;
    if (quiet < QUIET_GLANCES) return;
    server.closeIdleConnections();
    // The server takes one that was opened and never used, as browsers do, for busy.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
}
