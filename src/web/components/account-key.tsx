/** The account key: covered until its owner uncovers it, to be copied, and to be replaced after a second thought. */
import type { VNode } from 'preact';
import type { PageRequest } from '#domain/page.ts';
import { CopyButton } from './copy-field.tsx';
import { Form } from './form.tsx';

export function AccountKey({ request, accountKey }: { readonly request: PageRequest; readonly accountKey: string }): VNode {
  return (
    <section class="account-key" aria-labelledby="key-title" id="account-key">
      <h3 id="key-title">API key</h3>
      <p class="quiet">It acts as you: keep it like a password.</p>
      <details class="reveal">
        <summary>
          <span class="reveal-mask" aria-hidden="true">
            {'•'.repeat(8)}-••••-••••
          </span>
          <span class="reveal-show">
            Show<span class="unseen"> your API key</span>
          </span>
          <span class="reveal-hide">
            Hide<span class="unseen"> your API key</span>
          </span>
        </summary>
        <code id="key-text" class="key-text">
          {accountKey}
        </code>
      </details>
      <CopyButton of="key-text" what="your API key" />
      <details class="regenerate">
        <summary>Regenerate</summary>
        <p>Programs that use the current key will be refused until you give them the new one.</p>
        <Form request={request} action="/dashboard/key">
          <button type="submit" class="button danger small">
            Regenerate key
          </button>
        </Form>
      </details>
    </section>
  );
}
