/** What everything over HTTP is compared with: Node's own server sending the same bytes, header lines included. */
import { createServer } from 'node:http';
import process from 'node:process';
import './probe.ts';

/** Bodies by path, and the header lines of each as names and values in turn. */
export type Bodies = { readonly headers: readonly string[]; readonly byPath: ReadonlyMap<string, Buffer> };

process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('byPath' in message)) return;
  const { headers, byPath } = message as Bodies;
  const server = createServer((request, response) => {
    const body = byPath.get(request.url ?? '') ?? Buffer.alloc(0);
    response.writeHead(200, [...headers, 'Content-Length', String(body.length)]);
    response.end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
  });
});
process.channel?.ref();
process.on('SIGTERM', () => process.exit(0));
