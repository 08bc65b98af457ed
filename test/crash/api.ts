/** Calls of the server under fire. A call that got no answer may have been done or not. */
import type { Doc } from './content.ts';

export type Reply =
  | { readonly kind: 'done'; readonly result: Doc }
  /** No answer, or one that says that the database is away. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** An answer that nothing that happens here excuses. */
  | { readonly kind: 'fault'; readonly why: string };

export type Api = {
  readonly call: (action: string, input: Doc | FormData) => Promise<Reply>;
  readonly bytesOf: (path: string) => Promise<Uint8Array>;
};

const PATIENCE_MS = 20_000;

export function apiOf(url: string, token: string): Api {
  const headers = { authorization: token };
  return {
    call: async (action, input) => {
      const isForm = input instanceof FormData;
      try {
        const answer = await fetch(`${url}/api/3/action/${action}`, {
          method: 'POST',
          headers: isForm ? headers : { ...headers, 'content-type': 'application/json' },
          body: isForm ? input : JSON.stringify(input),
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        const text = await answer.text();
        if (answer.status === 200) return { kind: 'done', result: (JSON.parse(text) as { result: Doc }).result };
        const why = `${action} answered ${answer.status}: ${text.slice(0, 300)}`;
        return { kind: answer.status === 503 ? 'unknown' : 'fault', why };
      } catch (error) {
        if (error instanceof Error && error.name === 'TimeoutError')
          return { kind: 'fault', why: `${action} did not answer within ${PATIENCE_MS} ms` };
        return { kind: 'unknown', why: String(error) };
      }
    },
    bytesOf: async (path) => {
      const answer = await fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}

/** The result of a call that must succeed, however long the index or the database takes to come back. */
export async function mustCall({ call }: Api, action: string, input: Doc): Promise<Doc> {
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    const reply = await call(action, input);
    if (reply.kind === 'done') return reply.result;
    if (reply.kind === 'fault' || Date.now() > deadline) throw new Error(reply.why);
    await new Promise((done) => setTimeout(done, 20));
  }
}
