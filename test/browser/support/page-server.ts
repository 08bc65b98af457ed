/** A server of pages alone, over the sample, for the time before there is a whole one and for tests that need no more. */
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Catalogue } from '#actions/catalogue.ts';
import { anonymous } from '#domain/actor.ts';
import type { PageResponse } from '#domain/page.ts';
import { prepareWeb } from '#web/compile.ts';
import { pageRequest, someone, testCatalogue } from '../../../src/web/test-catalogue.ts';
import { type World, sampleAnswers, sampleWorld } from './sample-answers.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: http: https:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export type PageServer = { readonly url: string; readonly close: () => Promise<void> };

/** The cookie `as=joe` makes the visitor someone; `as=new` someone who has to change his password. */
export async function servePages(change: (world: World) => World = (world) => world): Promise<PageServer> {
  await prepareWeb(join(tmpdir(), 'kokanee-test-web'));
  const { makePages, makeErrorPage } = await import('#web/handler.tsx');
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const catalogue = { ...sampleCatalogue(change(sampleWorld(url))) };
  Object.assign(catalogue.site, { url });
  const pages = makePages(catalogue);
  const errorPage = makeErrorPage(catalogue);
  server.on('request', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const name = /\bas=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
      const asked = pageRequest(request.url ?? '/', {
        ...(request.method === 'POST' && { form: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())) }),
        actor: name === undefined ? anonymous : someone(name === 'new' ? 'joe' : name),
        mustChangePassword: name === 'new',
      });
      let answer = await pages(asked).catch((error: unknown) => {
        console.error(error);
        return undefined;
      });
      answer ??= await errorPage(
        { status: 404, title: 'Not found', detail: 'There is nothing at this address.', requestId: 'test' },
        asked,
      );
      send(response, answer, url);
    });
  });
  return { url, close: () => close(server) };
}

function sampleCatalogue(world: World): Catalogue {
  const settings = {
    'ckan.site_title': 'B.C. Data Catalogue',
    'ckan.site_description': 'Find, understand and use data of the Province of British Columbia.',
  };
  return testCatalogue({
    answers: sampleAnswers(world),
    settings,
    mayRun: (_action, _input, actor) => actor.kind === 'user',
    accounts: { logIn: async (_name, password) => (password === 'right-password' ? { session: 'joe', csrf: '' } : undefined) },
  });
}

function send(response: import('node:http').ServerResponse, answer: PageResponse, url: string): void {
  const session = answer.session === undefined ? [] : [`as=${answer.session ?? ''}; Path=/${answer.session === null ? '; Max-Age=0' : ''}`];
  const headers = {
    'Content-Security-Policy': POLICY,
    'Content-Type': answer.contentType ?? 'text/html; charset=utf-8',
    'Set-Cookie': session,
  };
  if (answer.redirect !== undefined) response.writeHead(answer.status ?? 302, { ...headers, Location: url + answer.redirect }).end();
  else response.writeHead(answer.status ?? 200, headers).end(answer.body);
}

const close = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
