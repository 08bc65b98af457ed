/** What somebody else changed while a form was being filled in, and the choice where both changed the same. */
import type { VNode } from 'preact';
import { BASE_FIELD, type Difference, type FieldText, baseOf, takeField } from '../data/concurrency.ts';
import { Choice } from './form-fields.tsx';

/** Stands in every form of a record that others may change at the same time. */
export const Base = ({ texts }: { readonly texts: readonly FieldText[] }): VNode => (
  <input type="hidden" name={BASE_FIELD} value={baseOf(texts)} />
);

type Props = { readonly differences: readonly Difference[]; readonly reload: string; readonly deleted?: boolean };

const Deleted = ({ reload }: { readonly reload: string }): VNode => (
  <div class="notice notice-warning conflict" role="alert" tabIndex={-1} data-focus>
    <h2>Somebody else deleted this while you were editing</h2>
    <p>
      Nothing is saved yet. What you typed stands below: copy it, or save it into the deleted record, where it is kept in case that is
      restored.
    </p>
    <p>
      <a href={reload}>Give up your changes</a>
    </p>
  </div>
);

/** Stands at the top within the form, whose fields hold the visitor's own version. `reload`: the form as the record is now. */
export function Conflict({ differences, reload, deleted = false }: Props): VNode | null {
  if (differences.length === 0) return deleted ? <Deleted reload={reload} /> : null;
  const clashes = differences.filter(({ clash }) => clash);
  const others = differences.filter(({ clash }) => !clash);
  return (
    <div class="notice notice-warning conflict" role="alert" tabIndex={-1} data-focus>
      <h2>Somebody else {deleted ? 'changed and deleted' : 'changed'} this while you were editing</h2>
      <p>Nothing is saved yet, and nothing you typed is lost. Look at the changes, then save.</p>
      {clashes.map((difference) => (
        <Clash difference={difference} />
      ))}
      {others.length > 0 && (
        <>
          <p>Changed by somebody else but not by you, and already taken into the form:</p>
          <dl>
            {others.map(({ label, was, now }) => (
              <>
                <dt>{label}</dt>
                <dd>
                  <Version title="Was" text={was} />
                  <Version title="Is now" text={now} />
                </dd>
              </>
            ))}
          </dl>
        </>
      )}
      <p>
        <a href={reload}>Give up your changes and begin again with the record as it is now</a>
      </p>
    </div>
  );
}

function Clash({ difference }: { readonly difference: Difference }): VNode {
  const { name, label, was, now, yours } = difference;
  const field = takeField(name);
  return (
    <fieldset class="clash">
      <legend>{label}</legend>
      <Version title="Was" text={was} />
      <Version title="Is now" text={now} />
      <Version title="Yours" text={yours} />
      <Choice type="radio" id={`${field}-mine`} name={field} option={{ value: 'mine', label: `Save your version of “${label}”` }} checked />
      <Choice
        type="radio"
        id={`${field}-theirs`}
        name={field}
        option={{ value: 'theirs', label: 'Leave it as it is now' }}
        checked={false}
      />
    </fieldset>
  );
}

const Version = ({ title, text }: { readonly title: string; readonly text: string }): VNode => (
  <p class="version">
    <span class="quiet">{title}: </span>
    {text.trim() === '' ? <em>empty</em> : <span class="version-text">{text}</span>}
  </p>
);
