/** How one gets to publish here. */
import { HELP_CRUMB, HelpLayout } from '../../components/help-layout.tsx';
import type { Shown } from '../../page.ts';

export function providerPage(): Shown {
  const title = 'How to become a provider';
  const body = (
    <HelpLayout here="/help/become-a-provider">
      <h1>{title}</h1>
      <p class="lead">
        Records are written by editors of the organization that publishes them. An account alone lets you read; a role lets you write.
      </p>
      <h2>Roles</h2>
      <ul>
        <li>
          <strong>Member</strong>: sees the organization's private records.
        </li>
        <li>
          <strong>Editor</strong>: also creates and changes its records and their files.
        </li>
        <li>
          <strong>Admin</strong>: also changes the organization itself and decides who its members are.
        </li>
      </ul>
      <p>An admin of a ministry is admin of the branches below it as well.</p>
      <h2>Ask for access</h2>
      <ol>
        <li>
          Find your branch in the <a href="/organization">Organizations</a> tree.
        </li>
        <li>Ask the custodian of its data to agree.</li>
        <li>
          Write to the people who run this site, with your name, your e-mail address at work, your ministry and branch, and who agreed.
        </li>
        <li>Log in with the password you are given. You choose your own at once.</li>
      </ol>
      <h2>Next</h2>
      <p>
        <a href="/help/api">How to use the API</a> to create and change records.
      </p>
    </HelpLayout>
  );
  return { title: `${title} - Documentation`, body, crumbs: [HELP_CRUMB, { title }], canonical: '/help/become-a-provider' };
}
