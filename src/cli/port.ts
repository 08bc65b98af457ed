/** The port to listen on, known and free before anything else is started, because addresses are made with it. */
import { createServer } from 'node:net';
import { Refusal } from './refusal.ts';

/** The port itself if it is free; for 0 any free one. */
export function choosePort(host: string, port: number): Promise<number> {
  if (port < 0 || port > 65_535) throw new Refusal(`There is no port ${port}.`, 2);
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, host, port)));
    probe.listen(port, host, () => {
      const address = probe.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(chosen));
    });
  });
}

function refusalOf(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return new Refusal(`Port ${port} is in use: stop what uses it, or choose another with --port.`);
  if (error.code === 'EACCES') return new Refusal(`Port ${port} may not be used by this user: choose another with --port.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new Refusal(`This machine has no address ${host}: choose another with --host.`);
  return error;
}
