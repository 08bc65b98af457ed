/** What a search must know of the site's settings. */
import type { SearchSettings } from '#search/request.ts';
import type { SiteFacts } from './action.ts';

export const searchSettings = ({ settings }: SiteFacts): SearchSettings => ({
  facetLimit: settings['search.facets.limit'],
  rowsMax: settings['ckan.search.rows_max'],
  defaultSort: settings['ckan.search.default_package_sort'],
  defaultParser: settings['kokanee.search.default_parser'] === 'edismax' ? 'edismax' : 'dismax',
  siteId: settings['ckan.site_id'],
  allowedQueryParsers: settings['ckan.search.solr_allowed_query_parsers'],
  now: new Date(),
});
