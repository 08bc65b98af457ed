/** How the database is, and how much is in it, for people who look after the site. */
import type pg from 'pg';

export type Condition = {
  readonly postgresql: string;
  readonly bytes: number;
  readonly datasets: number;
  readonly hiddenDatasets: number;
  readonly drafts: number;
  readonly resources: number;
  readonly fileBytes: number;
  readonly organizations: number;
  readonly groups: number;
  readonly users: number;
  readonly tokens: number;
  readonly sessions: number;
};

export async function readCondition(pool: pg.Pool): Promise<Condition | undefined> {
  const { rows } = await pool.query<Condition>(`
    with d as (select count(*) filter (where state = 'active')::integer as active, count(*) filter (where state = 'active' and private)::integer as hidden,
        count(*) filter (where state = 'draft')::integer as drafts, coalesce(sum(num_resources) filter (where state = 'active'), 0)::integer as resources from dataset),
      g as (select count(*) filter (where is_organization)::integer as organizations, count(*) filter (where not is_organization)::integer as groups
        from catalog_group where state = 'active')
    select current_setting('server_version') as postgresql, pg_database_size(current_database())::float8 as bytes,
      d.active as datasets, d.hidden as "hiddenDatasets", d.drafts, d.resources, g.organizations, g.groups,
      (select coalesce(sum(file_size), 0)::float8 from resource where file_key is not null) as "fileBytes",
      (select count(*)::integer from user_account where state = 'active') as users,
      (select count(*)::integer from api_token) as tokens,
      (select count(*)::integer from web_session where expires > now() at time zone 'utc') as sessions
    from d, g`);
  return rows[0];
}
