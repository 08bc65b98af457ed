/** Looks that a write takes while it holds what it asks about, so that two at one moment cannot both be right. */
import type { Migration } from '../migration.ts';

export const guards: Migration = {
  name: '2026-11-23-guards',
  // Volatile functions look at the moment they are called. The locks are kept until the write is committed,
  // so who comes second sees what the first has done.
  sql: `
alter table vocabulary add column rev bigint not null default 1;

create function kokanee_email_free(address text, own text, states text[]) returns boolean language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(7401, hashtext(lower(address)));
  return not exists (select 1 from user_account where lower(email) = lower(address) and state = any(states) and id <> own);
end $$;

create function kokanee_has_roles(account text) returns boolean language plpgsql volatile as $$
begin
  return exists (select 1 from group_member where user_id = account);
end $$;

create function kokanee_loops(child text, parents text[]) returns boolean language plpgsql volatile as $$
begin
  if parents = '{}' then
    return false;
  end if;
  perform pg_advisory_xact_lock(7402, 0);
  return exists (
    with recursive above(id) as (
      select unnest(parents) union select p.parent_id from above join group_parent p on p.child_id = above.id)
    select 1 from above where id = child);
end $$;
`,
};
