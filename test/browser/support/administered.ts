/** The whole server with its administrator logged in: his session for browsers, and the API under his key. */
import assert from 'node:assert/strict';
import type { BrowserContext } from 'playwright-core';
import { aBrowser } from './chromium.ts';
import { keyOf, logInFirst } from './first-log-in.ts';
import { type WholeServer, startWholeServer } from './whole-server.ts';

export type Session = Awaited<ReturnType<BrowserContext['storageState']>>;
export type Administered = WholeServer & {
  readonly session: Session;
  readonly key: string;
  readonly call: <Result>(action: string, input: Readonly<Record<string, unknown>>) => Promise<Result>;
};

export async function startAdministered(): Promise<Administered> {
  const server = await startWholeServer();
  const page = await (await aBrowser()).newPage({ baseURL: server.url });
  await logInFirst(page, server);
  const key = await keyOf(page);
  const session = await page.context().storageState();
  await page.context().close();
  const call = async <Result>(action: string, input: Readonly<Record<string, unknown>>): Promise<Result> => {
    const headers = { Authorization: key, 'Content-Type': 'application/json' };
    const answer = await fetch(`${server.url}/api/3/action/${action}`, { method: 'POST', headers, body: JSON.stringify(input) });
    const text = await answer.text();
    assert.equal(answer.status, 200, `${action}: ${text}`);
    return (JSON.parse(text) as { result: Result }).result;
  };
  return { ...server, session, key, call };
}
