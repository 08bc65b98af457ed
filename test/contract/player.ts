/**
 * Plays a recorded conversation against a catalogue and compares every answer with what a real
 * CKAN 2.11.6 gave. The format of the recordings is described in README.md beside this file.
 * What differs from run to run (ids, times, tokens) is compared by its form and identity.
 */
import { randomUUID } from 'node:crypto';
import { type Difference, differences, newPairs } from './compare.ts';
import { ROOT, atPath, makeNormaliser, mapStrings, trim, unixTime } from './normalise.ts';

export type Step = {
  readonly about?: string;
  readonly as?: string;
  readonly call?: string;
  readonly path?: string;
  readonly method?: string;
  readonly input?: Record<string, unknown>;
  readonly form?: Record<string, string>;
  readonly files?: Record<string, { name: string; text?: string; base64?: string; type?: string }>;
  readonly raw?: string;
  readonly headers?: Record<string, string>;
  readonly save?: Record<string, string>;
  readonly mine?: string[];
  readonly unordered?: string[];
  readonly ignore?: string[];
  readonly headersToCompare?: string[];
  readonly compare?: 'body' | 'status' | 'text' | 'jsonp';
  readonly exact?: boolean;
  readonly wait?: number;
  readonly expect?: Record<string, unknown>;
};

export type Scenario = { readonly about?: string; readonly users?: string[]; readonly steps: readonly Step[] };

export type WireRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | undefined;
};
export type WireAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Buffer };

/** Sends a request to the catalogue under test, over a socket or not. */
export type Send = (request: WireRequest) => Promise<WireAnswer>;

export type StepResult = {
  readonly index: number;
  readonly what: string;
  readonly as: string;
  readonly differences: readonly Difference[];
};

const NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

export class Player {
  readonly #site: string;
  readonly #send: Send;
  #root = '';

  constructor(site: string, send: Send) {
    this.#site = site;
    this.#send = send;
  }

  /** Makes the sysadmin that plays the scenarios. */
  async open(token: string): Promise<void> {
    try {
      await this.#api('user_show', { id: ROOT }, token);
    } catch {
      await this.#api('user_create', { name: ROOT, email: `${ROOT}@example.org`, password: 'replay-Root-1' }, token);
    }
    await this.#api('user_patch', { id: ROOT, sysadmin: true }, token);
    this.#root = (await this.#api('api_token_create', { user: ROOT, name: 'replay' }, token)).token as string;
  }

  async play(scenario: Scenario): Promise<StepResult[]> {
    const prefix = `k${Math.random().toString(36).slice(2, 8).padEnd(6, '0')}`;
    const variables: Record<string, string> = { x: prefix, site: this.#site };
    for (let i = 1; i <= 9; i++) {
      const id = randomUUID();
      variables[`u${i}`] = id;
      variables[`u${i}_start`] = id.slice(0, 8);
    }
    const tokens: Record<string, string> = { sysadmin: this.#root };
    for (const user of scenario.users ?? []) {
      const made = await this.#api(
        'user_create',
        { name: `${prefix}${user}`, email: `${prefix}${user}@example.org`, password: `${prefix}-Pass-word1` },
        this.#root,
      );
      tokens[user] = (await this.#api('api_token_create', { user: made.id, name: 'replay' }, this.#root)).token as string;
      variables[user] = made.name as string;
      variables[`${user}_id`] = made.id as string;
    }
    const normalise = makeNormaliser(prefix, this.#site);
    for (const user of scenario.users ?? []) normalise(variables[`${user}_id`], false);
    const pairs = newPairs((scenario.users ?? []).length);
    const seen = new Set<string>();
    const results: StepResult[] = [];
    for (const [index, step] of scenario.steps.entries()) {
      if (step.wait !== undefined) await new Promise((done) => setTimeout(done, step.wait));
      const answer = await this.#step(step, variables, tokens);
      for (const [name, path] of Object.entries(step.save ?? {})) {
        const value = path.startsWith('unix:') ? unixTime(atPath(answer.json, path.slice(5))) : atPath(answer.json, path);
        if (value === undefined) continue;
        variables[name] = String(value);
        if (typeof value === 'string' && UUID.test(value)) seen.add(value);
      }
      const got: Record<string, unknown> = {
        status: answer.status,
        type: step.ignore?.includes('@type') === true ? '«ignored»' : answer.type,
      };
      if (answer.location !== undefined) got.location = normalise(answer.location, false);
      if (step.headersToCompare !== undefined) got.headers = normalise(answer.headers, step.exact === true);
      const mode = step.compare ?? (answer.json === undefined ? 'status' : 'body');
      if (mode === 'body') got.body = normalise(trim(answer.json, step, prefix, seen), step.exact === true);
      if (mode === 'text') got.body = normalise(answer.text, step.exact === true);
      if (mode === 'jsonp') {
        const call = /^([\w.$]+)\(([{["].*)\);?$/s.exec(answer.text);
        got.body =
          call === null
            ? normalise(answer.json ?? answer.text, false)
            : { callback: call[1], body: normalise(trim(JSON.parse(call[2] ?? ''), step, prefix, seen), false) };
      }
      const out: Difference[] = [];
      if (step.expect !== undefined)
        differences(
          step.expect,
          got,
          '',
          (step.unordered ?? []).map((path) => `body.${path}`),
          out,
          pairs,
        );
      results.push({ index, what: step.about ?? step.call ?? step.path ?? '', as: step.as ?? 'sysadmin', differences: out });
    }
    return results;
  }

  async #api(call: string, input: unknown, token: string): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json', authorization: token };
    const answer = await this.#send({ method: 'POST', url: `/api/3/action/${call}`, headers, body: Buffer.from(JSON.stringify(input)) });
    const body = JSON.parse(answer.body.toString('utf8')) as { success?: boolean; result: Record<string, unknown>; error?: unknown };
    if (body.success !== true) throw new Error(`${call}: ${JSON.stringify(body.error)}`);
    return body.result;
  }

  async #step(step: Step, variables: Readonly<Record<string, string>>, tokens: Readonly<Record<string, string>>) {
    const fill = (text: string): string => text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => variables[name] ?? whole);
    const input = mapStrings(step.input, fill) as Record<string, unknown> | undefined;
    const method = step.method ?? (step.call === undefined ? 'GET' : 'POST');
    const url = new URL(this.#site + (step.call === undefined ? fill(step.path ?? '/') : `/api/3/action/${step.call}`));
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(mapStrings(step.headers ?? {}, fill) as Record<string, string>))
      headers[name.toLowerCase()] = value;
    const token = step.as === 'anon' ? undefined : tokens[step.as ?? 'sysadmin'];
    if (token !== undefined && headers.authorization === undefined) headers.authorization = token;
    const body = await bodyOf(step, input, method, url, headers, fill);
    const answer = await this.#send({ method, url: url.pathname + url.search, headers, body });
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(answer.body);
    const quoted = (value: string): string => value.replace(NUMBERS, (m) => (m.startsWith('"') ? m : `"«number ${m}»"`));
    let json: unknown;
    try {
      json = JSON.parse(step.exact === true ? quoted(text) : text.replace(/^\uFEFF/, ''));
    } catch {
      json = undefined; // not JSON: compared as text or by status only
    }
    return {
      status: answer.status,
      type: (answer.headers['content-type'] ?? '').split(';')[0] ?? '',
      location: answer.headers.location,
      headers: Object.fromEntries(
        (step.headersToCompare ?? []).map((name) => [name.toLowerCase(), answer.headers[name.toLowerCase()] ?? null]),
      ),
      text,
      json,
    };
  }
}

async function bodyOf(
  step: Step,
  input: Record<string, unknown> | undefined,
  method: string,
  url: URL,
  headers: Record<string, string>,
  fill: (text: string) => string,
): Promise<Buffer | undefined> {
  if (step.raw !== undefined) return Buffer.from(fill(step.raw));
  if (step.files !== undefined) {
    const form = new FormData();
    for (const [name, value] of Object.entries(mapStrings(step.form ?? {}, fill) as Record<string, string>)) form.append(name, value);
    for (const [name, file] of Object.entries(step.files)) {
      const bytes = file.base64 === undefined ? Buffer.from(fill(file.text ?? '')) : Buffer.from(file.base64, 'base64');
      form.append(name, new Blob([bytes], { type: file.type ?? 'application/octet-stream' }), file.name);
    }
    const packed = new Response(form);
    headers['content-type'] = packed.headers.get('content-type') ?? '';
    return Buffer.from(await packed.arrayBuffer());
  }
  if (step.form !== undefined) {
    headers['content-type'] ??= 'application/x-www-form-urlencoded';
    return Buffer.from(new URLSearchParams(mapStrings(step.form, fill) as Record<string, string>).toString());
  }
  if (method === 'GET' || method === 'HEAD') {
    for (const [name, value] of Object.entries(input ?? {}))
      url.searchParams.append(name, typeof value === 'string' ? value : JSON.stringify(value));
    return undefined;
  }
  if (input === undefined && step.call === undefined) return undefined;
  headers['content-type'] ??= 'application/json';
  return Buffer.from(JSON.stringify(input ?? {}));
}
