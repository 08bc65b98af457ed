/** `kokanee serve`: the server, from its first start to the signal that ends it. */
import { answerChecks } from '../check/answer-checks.ts';
import { defineCommand, type Terminal } from '../command.ts';
import { prepareFirstStart, welcome } from '../first-start.ts';
import { type Log, logTo } from '../log.ts';
import { type Opened, openCatalogue } from '../open-catalogue.ts';
import { onStopRequested } from '../parent.ts';
import { choosePort } from '../port.ts';
import { loadSampleOnce } from '../sample.ts';
import type { Settings } from '../settings/read-settings.ts';

/** What is left to do once all requests are answered may take this long; then the process ends, whatever still hangs. */
const REST_MS = 4_000;

export const serve = defineCommand({
  name: 'serve',
  usage: '[--port N] [--host H] [--no-sample] [--profile ckan]',
  about: 'Start the server; prints "listening on URL" when it answers',
  words: [],
  flags: {
    port: { kind: 'text', value: 'N', about: 'Port to listen on (default 5000; 0: any free one)', setting: 'kokanee.port' },
    host: { kind: 'text', value: 'H', about: 'Address to listen on (default 127.0.0.1)', setting: 'kokanee.host' },
    'no-sample': { kind: 'switch', about: 'Leave a new catalogue empty', setting: 'kokanee.sample', gives: 'false' },
    profile: { kind: 'text', value: 'NAME', about: 'Rules the catalogue follows: ckan', setting: 'kokanee.profile' },
  },
  run: async ({ settings, terminal }) => {
    const stopping = new Promise<string>((resolve) => onStopRequested(resolve, () => process.exit(1)));
    const ready = await withAddress(settings);
    const log = logTo(terminal, ready.site['kokanee.log_level']);
    const opened = await openCatalogue(ready, { serving: true, creates: true, log });
    const starting = start(opened, ready, { ...terminal, log }).catch(async (error: unknown) => {
      await opened.close();
      throw error;
    });
    const server = await Promise.race([starting, stopping.then(() => undefined)]);
    log({ level: 'info', msg: `stopping: ${await stopping}` });
    await stopWithin(ready.site['kokanee.stop_seconds'] * 1_000, { server, opened, log });
    process.exit(0);
  },
});

type Running = { readonly close: (withinMs: number) => Promise<boolean> };

async function start(opened: Opened, { site }: Settings, { out, log }: Pick<Terminal, 'out'> & { log: Log }): Promise<Running> {
  const { app } = opened;
  const admin = await prepareFirstStart(app, site['kokanee.sample']);
  if (admin !== undefined) for (const line of welcome(app.site.url, admin)) out(line);
  await loadSampleOnce(opened, log);
  await app.start();
  const server = await app.listen({ host: site['kokanee.host'], port: site['kokanee.port'] });
  const questions = answerChecks(opened, log);
  out(`listening on ${app.site.url}`);
  return {
    close: (withinMs) => {
      questions.stop();
      return server.close(withinMs);
    },
  };
}

/** The settings with the port that will be used and the address that follows from it. */
async function withAddress(settings: Settings): Promise<Settings> {
  const port = await choosePort(settings.site['kokanee.host'], settings.site['kokanee.port']);
  const url = settings.site['ckan.site_url'].replace(/\/+$/, '') || `http://localhost:${port}`;
  return { ...settings, site: { ...settings.site, 'kokanee.port': port, 'ckan.site_url': url } };
}

/** Requests under way have this long to end; then connections are closed under them. */
async function stopWithin(
  ms: number,
  { server, opened, log }: { readonly server: Running | undefined; readonly opened: Opened; readonly log: Log },
): Promise<void> {
  setTimeout(() => process.exit(1), ms + REST_MS);
  if ((await server?.close(ms)) === false) log({ level: 'warn', msg: `requests that took longer than ${ms / 1_000} s were cut off` });
  await opened.close();
}
