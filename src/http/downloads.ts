/**
 * Downloads: an uploaded file is streamed, a link is redirected to. Who may see the resource
 * may have its file, by the very actions that show it. Pictures of groups and users too.
 */
import type { IncomingMessage } from 'node:http';
import type { StoredFile } from '#domain/dataset.ts';
import { guessMediaType } from '#domain/media-types.ts';
import { type Answer, redirectTo } from './answer.ts';
import { dispositionOf, mediaTypeFrom, SAFETY } from './disposition.ts';
import type { Door } from './door.ts';
import { callerOf } from './identity.ts';
import { isKnown, isUnwanted, rangeOf } from './range.ts';
import { notFound, Refusal } from './refusal.ts';
import { resultOf, runAction, textOf } from './result.ts';
import type { Exchange, Route } from './route.ts';

export function downloadRoutes(door: Door): Route[] {
  const download: Route['handler'] = (exchange) => downloadOf(door, exchange);
  const picture: Route['handler'] = (exchange) => pictureOf(door, exchange);
  return [
    { path: '/dataset/:dataset/resource/:resource/download', methods: ['GET'], handler: download },
    { path: '/dataset/:dataset/resource/:resource/download/:file', methods: ['GET'], handler: download },
    { path: '/uploads/:of/:file', methods: ['GET'], handler: picture },
  ];
}

async function downloadOf(door: Door, { request, params }: Exchange): Promise<Answer> {
  const { dataset = '', resource: id = '', file: asked } = params;
  if (asked === '') throw notFound();
  const { actor } = await callerOf(door.catalogue, request);
  await runAction(door, 'package_show', { id: dataset }, actor);
  const resource = await resultOf(door, 'resource_show', { id }, actor);
  const url = textOf(resource, 'url');
  if (textOf(resource, 'url_type') !== 'upload') return linkTo(url);
  const stored = await door.catalogue.fileOf(textOf(resource, 'id'), actor);
  if (stored === undefined) throw notFound();
  const name = lastPart(url);
  return fileAnswer(door, request, stored, { name, mediaType: mediaTypeFrom(textOf(resource, 'mimetype') || guessMediaType(name)) });
}

/** Only addresses that fetch something; a script in a link is no download. */
function linkTo(url: string): Answer {
  if (!/^(?:https?|ftps?):\/\/[^/]/i.test(url)) throw notFound('The resource has no address that leads anywhere.');
  return redirectTo(url);
}

async function pictureOf(door: Door, { request, params }: Exchange): Promise<Answer> {
  const { of = '', file: name = '' } = params;
  if (of !== 'group' && of !== 'user' && of !== 'admin') throw notFound();
  const stored = await door.catalogue.pictureOf(of, name);
  if (stored === undefined) throw notFound();
  return fileAnswer(door, request, stored, { name, mediaType: mediaTypeFrom(guessMediaType(name)) });
}

async function fileAnswer(
  door: Door,
  request: IncomingMessage,
  stored: StoredFile,
  { name, mediaType }: { name: string; mediaType: string },
): Promise<Answer> {
  const { files } = door.catalogue;
  const facts = await files.stat(stored.key);
  if (facts === undefined) throw notFound('The file is missing.');
  const version = { etag: `"${stored.sha256}"`, modified: facts.modified };
  const kept = [
    'ETag',
    version.etag,
    'Last-Modified',
    version.modified.toUTCString(),
    'Cache-Control',
    'private, no-cache',
    'Accept-Ranges',
    'bytes',
  ];
  if (isUnwanted(request.headers, version)) throw new Refusal(412, 'The file is another one by now.', ['ETag', version.etag]);
  if (isKnown(request.headers, version)) return { status: 304, headers: kept, body: undefined };
  const range = rangeOf(request.headers, facts.size, version);
  if (range === 'unsatisfiable') throw new Refusal(416, 'The file has no such part.', ['Content-Range', `bytes */${facts.size}`]);
  const headers = [...kept, 'Content-Type', mediaType, 'Content-Disposition', dispositionOf(mediaType, name), ...SAFETY];
  const length = range === undefined ? facts.size : range.end - range.start + 1;
  headers.push('Content-Length', String(length));
  if (range !== undefined) headers.push('Content-Range', `bytes ${range.start}-${range.end}/${facts.size}`);
  const body = request.method === 'HEAD' || length === 0 ? null : await files.open(stored.key, range);
  if (body === undefined) throw notFound('The file is missing.');
  return { status: range === undefined ? 200 : 206, headers, body };
}

/** The file's name as the resource's address ends. */
function lastPart(url: string): string {
  const part = url.slice(url.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
