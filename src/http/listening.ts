/** A server's life: begins to listen, and ends in good order within a few seconds. */
import type { Server } from 'node:http';

const CLOSE_WITHIN_MS = 4_500;
const GLANCE_MS = 25;

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

/** Accepts nothing new, lets running requests finish, and cuts off what takes too long. */
export function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    // A connection becomes idle when its request is done, and would be kept open for the next one.
    const glance = setInterval(() => server.closeIdleConnections(), GLANCE_MS);
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
    server.close(() => {
      clearInterval(glance);
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
