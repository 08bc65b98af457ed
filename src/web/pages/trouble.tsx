/** The pages for what went wrong: what happened, and what to do now. */
import type { VNode } from 'preact';
import { KeptTextList } from '../components/kept-text-list.tsx';
import { SearchBox } from '../components/search-box.tsx';
import type { KeptTexts } from '../data/kept-texts.ts';
import { logInAddress } from '../layout/way-marks.ts';
import type { Shown, Visit } from '../page.ts';

export type Trouble = {
  readonly status: number;
  readonly detail?: string;
  /** What was typed into the form that was refused. */
  readonly unsaved?: KeptTexts;
};

const TEXTS: Readonly<Record<number, readonly [title: string, advice: string]>> = {
  400: ['That request could not be understood', 'Check the address, or go back and try again.'],
  403: ['You may not see this page', 'It is open only to people with certain rights.'],
  404: [
    'Page not found',
    'The address may be mistyped, the record may have been renamed or removed, or it may be open only to people who are logged in.',
  ],
  405: ['This page cannot be used that way', 'Follow a link or send a form of the site to get here.'],
  410: ['This page is gone', 'It was removed for good.'],
  413: ['That is too large', 'Send a smaller file or a shorter form.'],
  503: ['Back in a moment', 'The catalogue is starting or its database is away. Try again in a few seconds.'],
};
/** For forms, whose sender wants to know what became of his text. */
const UNSAVED: Readonly<Record<number, readonly [title: string, advice: string]>> = {
  400: ['Nothing is saved', 'The form holds something that cannot be used. What you typed stands below, so that you can copy it.'],
  403: [
    'Nothing is saved: you may not change this',
    'Your rights may have been changed while you were typing. What you typed stands below, so that you can copy it.',
  ],
  404: [
    'Nothing is saved: there is no such record',
    'It may have been removed or closed to you while you were typing. What you typed stands below, so that you can copy it.',
  ],
};
const FAULT: readonly [string, string] = [
  'Something went wrong on our side',
  'Try again. If it happens again, tell the people who run this site and name the reference below.',
];

export function showTrouble(visit: Visit, { status, detail, unsaved = [] }: Trouble): Shown {
  const told = unsaved.length === 0 ? undefined : UNSAVED[status];
  const [title, advice] = told ?? TEXTS[status] ?? (status < 500 ? ['That did not work', 'Go back and try again.'] : FAULT);
  return {
    title,
    status,
    noindex: true,
    ownSearch: true,
    body: <TroubleBody visit={visit} title={title} advice={advice} status={status} detail={detail} unsaved={unsaved} />,
  };
}

type Props = { readonly visit: Visit; readonly title: string; readonly advice: string } & Trouble;

function TroubleBody({ visit, title, advice, status, detail, unsaved = [] }: Props): VNode {
  const { request } = visit;
  const mayHelpToLogIn = request.actor.kind === 'anonymous' && (status === 403 || status === 404);
  const lacksRight = request.actor.kind === 'user' && status === 403;
  return (
    <div class="container narrow page trouble">
      <p class="trouble-code">Error {status}</p>
      <h1>{title}</h1>
      <p class="lead">{advice}</p>
      {detail !== undefined && <p class="trouble-detail">{detail}</p>}
      <KeptTextList texts={unsaved} />
      {mayHelpToLogIn && (
        <p>
          <a class="button" href={logInAddress(request)}>
            Log in
          </a>
        </p>
      )}
      {lacksRight && (
        <p>
          You are logged in as <strong>{request.actor.kind === 'user' && request.actor.name}</strong>, whose account has no right to it. An
          admin of the <a href="/organization">organization</a> can give it to you: see{' '}
          <a href="/help/become-a-provider">How to become a provider</a>.
        </p>
      )}
      <h2>Look for it</h2>
      <SearchBox id="trouble-q" q="" />
      <p>
        Or start from the <a href="/">front page</a>, all <a href="/dataset">datasets</a>, or the <a href="/organization">organizations</a>.
      </p>
      {status >= 500 && (
        <p class="quiet">
          Reference: <code>{request.requestId}</code>
        </p>
      )}
    </div>
  );
}
