/**
 * The server: Fastify finds the route, and nothing outside this file knows it. Calls of
 * actions, nearly all of the traffic, are recognised before it and take the short way.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import type { Catalogue } from '#actions/catalogue.ts';
import { type ActionApi, makeActionApi, plainOptions } from './action-api.ts';
import { onInvite } from './body.ts';
import type { Door, DoorLog } from './door.ts';
import { Connections, close, listen } from './listening.ts';
import { notFound, wrongMethod } from './refusal.ts';
import { addressOf, type Handler, type Route } from './route.ts';
import { tableOfRoutes } from './routes.ts';
import { makeServe, type Serve } from './serve.ts';

export type HttpExtras = Partial<Omit<Door, 'catalogue'>> & {
  /** Routes of extensions. */
  readonly routes?: readonly Route[];
};

export type InjectedRequest = {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

export type InjectedAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: Buffer;
  readonly text: string;
};

export type HttpServer = {
  /** Answers a request without a socket. */
  readonly inject: (request: InjectedRequest) => Promise<InjectedAnswer>;
  /** Resolves to the address once connections are accepted; port 0 takes any free one. */
  readonly listen: (host: string, port: number) => Promise<string>;
  /** Takes no new connections and lets requests that run finish; false if some had not after so long and were cut. */
  readonly close: (withinMs?: number) => Promise<boolean>;
};

/** Patience with clients. An upload over a slow line is the longest that anything may take. */
const LIMITS = {
  headersTimeout: 15_000,
  requestTimeout: 30 * 60_000,
  keepAliveTimeout: 72_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 64 * 1024,
};
const IDLE_MS = 2 * 60_000;
const CLOSE_WITHIN_MS = 4_500;
const LONGEST_SEGMENT = 16 * 1024;

const toConsole: DoorLog = { fault: ({ id, method, path, error }) => console.error(`${id} ${method} ${path}`, error) };

/** The way in, for machines and for people. */
export function makeServer(catalogue: Catalogue, { routes = [], ...extras }: HttpExtras = {}): HttpServer {
  let stopping = false;
  const door: Door = { log: toConsole, version: '', ...extras, catalogue, isStopping: () => stopping };
  const api = makeActionApi(door);
  const serve = makeServe(door);
  const connections = new Connections();
  const { app, server } = makeApp({ serve, api, connections }, [...routes, ...tableOfRoutes(door, api)]);
  return {
    inject: async ({ body, ...request }) => {
      const answer = await app.inject({ ...request, method: (request.method ?? 'GET') as 'GET', payload: body });
      return { status: answer.statusCode, headers: answer.headers, body: answer.rawPayload, text: answer.body };
    },
    listen: async (host, port) => {
      await app.ready();
      return listen(server, host, port);
    },
    close: async (withinMs = CLOSE_WITHIN_MS) => {
      stopping = true;
      const finished = await close(server, connections, withinMs);
      await app.close();
      return finished;
    },
  };
}

type Parts = { readonly serve: Serve; readonly api: ActionApi; readonly connections: Connections };

function makeApp(parts: Parts, routes: readonly Route[]): { app: FastifyInstance; server: Server } {
  const { serve } = parts;
  const nowhere: Handler = ({ request }) => {
    throw request.method === 'GET' || request.method === 'HEAD' ? notFound() : wrongMethod('GET, HEAD');
  };
  const handOver = (
    handler: Handler,
    request: IncomingMessage & { originalUrl?: string },
    reply: FastifyReply,
    params: Readonly<Record<string, string>>,
  ): Promise<void> => {
    reply.hijack();
    const address = addressOf(request.originalUrl ?? request.url ?? '/');
    return serve(request, reply.raw, address, (requestId) => handler({ request, address, params, requestId }));
  };
  const app = fastify({
    routerOptions: { maxParamLength: LONGEST_SEGMENT },
    return503OnClosing: false,
    rewriteUrl: ({ url = '/' }) => withoutLocale(url),
    frameworkErrors: (_error, request, reply) => void handOver(nowhere, request.raw, reply, {}),
    serverFactory: (routed) => serverFor(parts, routed),
  });
  for (const { path, methods, handler } of routes) {
    const guarded = methods === 'any' ? handler : withMethods(handler, methods);
    // Fastify is left as soon as the route is found: it neither reads the body nor writes the answer.
    const onRequest = async (request: { raw: IncomingMessage; params: unknown }, reply: FastifyReply): Promise<void> =>
      handOver(guarded, request.raw, reply, request.params as Readonly<Record<string, string>>);
    app.route({ method: app.supportedMethods, url: path, onRequest, handler: () => undefined });
  }
  app.setNotFoundHandler((request, reply) => void handOver(nowhere, request.raw, reply, {}));
  return { app, server: app.server };
}

function withoutLocale(url: string): string {
  const { locale, path, query } = addressOf(url);
  return locale === undefined ? url : query === '' ? path : `${path}?${query}`;
}

function withMethods(handler: Handler, methods: readonly string[]): Handler {
  const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
  return (exchange) => {
    const method = exchange.request.method ?? '';
    if (!allowed.includes(method)) throw wrongMethod(allowed.join(', '));
    return method === 'OPTIONS' ? plainOptions(allowed.join(', ')) : handler(exchange);
  };
}

/** `/api/3/action/NAME` with or without the version, and nothing that would need decoding. */
const PLAIN_CALL = /^(\/api\/(?:3\/)?action\/(\w+))(?:\?(.*))?$/s;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

function serverFor({ serve, api, connections }: Parts, routed: Listener): Server {
  const answer: Listener = (request, response) => {
    const url = request.url ?? '/';
    const call = PLAIN_CALL.exec(url);
    if (call === null) {
      routed(request, response);
      return;
    }
    const [, path = '', name = '', query = ''] = call;
    void serve(request, response, { url, locale: undefined, path, query }, () => api(request, name, query));
  };
  const listener: Listener = (request, response) => {
    if (connections.held === undefined) answer(request, response);
    else void connections.held.then(() => answer(request, response));
  };
  const server = createServer(LIMITS, listener);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    onInvite(request, () => response.writeContinue());
    listener(request, response);
  });
  server.setTimeout(IDLE_MS);
  connections.watch(server);
  return server;
}
