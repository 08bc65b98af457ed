/** The room as the assembly sees it: every page of the catalogue behind one function, and the page for errors. */
import { render } from 'preact-render-to-string';
import type { Catalogue } from '#actions/catalogue.ts';
import { BadRequest, CatalogueError, NotAuthorized, NotFound, SearchQueryError, ValidationError } from '#domain/errors.ts';
import type { ErrorPage, PageHandler, PageRequest, PageResponse, TakesForm } from '#domain/page.ts';
import { Spliced } from '#domain/spliced.ts';
import { holdsSecrets, keptFormOf } from './data/kept-form.ts';
import { type KeptTexts, keptTexts } from './data/kept-texts.ts';
import { Frame } from './layout/frame.tsx';
import { makeOnce } from './once.ts';
import type { Page, Shown, Visit, WebExtension } from './page.ts';
import { type Trouble, showTrouble } from './pages/trouble.tsx';
import { routes } from './pages/index.ts';
import { findAsset } from './prepared.ts';
import { makeRouter } from './router.ts';
import { renderSlot } from './slot.ts';
import { unprovenFormPage } from './pages/user/kept-form.tsx';
import { PASSWORD_PATH, mustChangeFirst } from './pages/user/must-change.ts';

/** Pages of extensions are tried after our own. */
export function makePages(catalogue: Catalogue, extensions: readonly WebExtension[] = []): PageHandler {
  const find = makeRouter([...routes, ...extensions.flatMap((extension) => extension.routes ?? [])]);
  const fills = extensions.flatMap((extension) => extension.fills ?? []);
  const once = makeOnce((request) => {
    for (const { file } of Object.values(request.files)) catalogue.files.remove(file.key).catch(() => undefined);
  });
  return async (request) => {
    if (request.path.startsWith('/assets/')) return assetAnswer(request.path);
    const match = find(request.method, request.path);
    if (match === undefined && request.method === 'POST') return undefined;
    if (mustChangeFirst(request)) return { status: 303, redirect: PASSWORD_PATH };
    const visit = makeVisit(catalogue, request, fills, typeof match === 'object' ? match.params : {});
    if (match === 'wrong method')
      return answer(visit, { ...showTrouble(visit, { status: 405 }), headers: { Allow: request.method === 'GET' ? 'POST' : 'GET, HEAD' } });
    return once(request, () => run(visit, match?.page ?? noSuchPage));
  };
}

/** Whether a page takes forms at this path, so that others are refused before anything of them is read. */
export function makeTakesForm(extensions: readonly WebExtension[] = []): TakesForm {
  const find = makeRouter([...routes, ...extensions.flatMap((extension) => extension.routes ?? [])]);
  return (path) => typeof find('POST', path) === 'object';
}

/** Shows a form of ours that came without its token, as when the session ended meanwhile. Runs no page. */
export function makeUnprovenForm(catalogue: Catalogue, extensions: readonly WebExtension[] = []): PageHandler {
  const fills = extensions.flatMap((extension) => extension.fills ?? []);
  return (request) => run(makeVisit(catalogue, request, fills, {}), unprovenFormPage);
}

/** Renders what went wrong outside the pages; for a visitor of whom nothing is known. */
export function makeErrorPage(catalogue: Catalogue): ErrorPage {
  return async ({ status, detail, requestId }, request) => {
    const whole: PageRequest = {
      ...request,
      method: 'GET',
      query: {},
      form: {},
      files: {},
      cookies: {},
      address: '',
      session: undefined,
      mustChangePassword: false,
      headers: {},
      requestId,
    };
    const visit = makeVisit(catalogue, whole, [], {});
    return answer(visit, showTrouble(visit, { status, detail }));
  };
}

function makeVisit(catalogue: Catalogue, request: PageRequest, fills: Parameters<typeof renderSlot>[0], params: Visit['params']): Visit {
  return {
    request,
    catalogue,
    params,
    ask: async <Result,>(...[action, input]: Parameters<Visit['ask']>) => {
      const result = await catalogue.execute(action, input, request.actor);
      return (result instanceof Spliced ? result.parse() : result) as Result;
    },
    may: (action, input) => catalogue.mayRun(action, input, request.actor),
    slot: (slot, props) => renderSlot(fills, slot, props),
  };
}

/** Refusals are shown as pages that know the visitor; faults of ours rise to the door, which writes them down. */
async function run(visit: Visit, page: Page): Promise<PageResponse> {
  try {
    const shown = await page(visit);
    return 'title' in shown ? answer(visit, shown) : shown;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    return answer(visit, showTrouble(visit, { ...trouble, unsaved: await unsavedTexts(visit) }));
  }
}

/** What a form held that was refused, for the one who typed it; nothing of a form that asks for passwords. */
async function unsavedTexts(visit: Visit): Promise<KeptTexts> {
  const { request } = visit;
  return request.method === 'GET' || holdsSecrets(request.form) ? [] : keptTexts(visit, keptFormOf(request));
}

function answer(asked: Visit, shown: Shown): PageResponse {
  const visit = shown.as === undefined ? asked : { ...asked, request: shown.as };
  const body = `<!DOCTYPE html>${render(<Frame visit={visit} shown={shown} />)}`;
  return { status: shown.status ?? 200, body, headers: shown.headers, session: shown.session, secret: shown.secret };
}

const noSuchPage: Page = () => {
  throw new NotFound();
};

function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof NotFound) return { status: 404 };
  if (error instanceof NotAuthorized) return { status: 403 };
  if (error instanceof BadRequest) return { status: 400, detail: error.message };
  if (error instanceof SearchQueryError) return { status: 400, detail: error.message };
  if (error instanceof ValidationError)
    return { status: 400, detail: 'The address or the form holds values that the catalogue cannot use.' };
  if (error instanceof CatalogueError && error.name === 'IntegrityError') return { status: 400, detail: error.message };
  return undefined;
}

function assetAnswer(path: string): PageResponse | undefined {
  const asset = findAsset(path);
  return asset === undefined ? undefined : { contentType: asset.contentType, body: asset.bytes(), immutable: true };
}
