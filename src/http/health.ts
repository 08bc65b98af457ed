/** For watchers and crawlers: is the process alive, can it serve, and what may be crawled. */
import type { Answer } from './answer.ts';
import type { Door } from './door.ts';
import type { Route } from './route.ts';

const json = (status: number, value: unknown): Answer => ({
  status,
  headers: ['Content-Type', 'application/json;charset=utf-8', 'Cache-Control', 'no-store'],
  body: JSON.stringify(value),
});

/** Pages of one thing and plain lists may be crawled; forms, and what is narrowed, sorted or searched for, may not. */
const LEFT_ALONE = [
  '/api/',
  '/user/',
  '/dashboard',
  '/ckan-admin',
  '/dataset/new',
  '/dataset/activity/',
  '/*/new',
  '/*/edit/',
  '/*/delete/',
  '/*/history/',
];
const NARROWING = ['q', 'sort', 'tags', 'organization', 'groups', 'res_format', 'license_id'];

function robotsText(facets: readonly string[]): string {
  const narrowed = [...new Set([...NARROWING, ...facets])].flatMap((name) => [`/*?${name}=`, `/*&${name}=`]);
  return ['User-agent: *', ...[...LEFT_ALONE, ...narrowed, '/*_limit='].map((path) => `Disallow: ${path}`), ''].join('\n');
}

export function healthRoutes(door: Door): Route[] {
  const ready = async (): Promise<Answer> => {
    const isReady = door.isStopping?.() !== true && (await door.catalogue.ready().catch(() => false));
    const answer = json(isReady ? 200 : 503, { ready: isReady });
    return isReady ? answer : { ...answer, headers: [...answer.headers, 'Retry-After', '2'] };
  };
  return [
    { path: '/healthz', methods: ['GET'], handler: () => json(200, { alive: true, version: door.version }) },
    { path: '/readyz', methods: ['GET'], handler: ready },
    {
      path: '/robots.txt',
      methods: ['GET'],
      handler: () => ({
        status: 200,
        headers: ['Content-Type', 'text/plain; charset=utf-8', 'Cache-Control', 'public, max-age=3600'],
        body: robotsText(door.catalogue.site.settings['search.facets']),
      }),
    },
  ];
}
