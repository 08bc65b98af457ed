/** The fields that CKAN and the records of B.C. are known to have, in words. What nobody knows stays as its record writes it. */

const LABELS: Readonly<Record<string, string>> = {
  bcdc_type: 'Kind',
  cache_last_updated: 'Copy updated',
  cache_url: 'Copy',
  hash: 'Checksum',
  mimetype: 'Media type',
  mimetype_inner: 'Media type inside',
  spatial: 'Area',
};

/** Those whose name reads as words. */
const READ_AS_WRITTEN = new Set(
  (
    'contacts data_quality download_audience edc_state extent iso_topic_string lineage_statement metadata_language metadata_visibility ' +
    'more_info object_name preview_info projection_name publish_state purpose record_archive_date record_create_date record_last_modified ' +
    'record_publish_date resource_access_method resource_status resource_storage_format resource_storage_location resource_type ' +
    'resource_update_cycle retention_expiry_date security_class short_name spatial_datatype temporal_extent view_audience'
  ).split(' '),
);

/** `record_publish_date` reads as "Record publish date". */
export function labelOf(key: string): string {
  if (Object.hasOwn(LABELS, key)) return LABELS[key] ?? key;
  if (!READ_AS_WRITTEN.has(key)) return key;
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bcdc_type: { application: 'Application', document: 'Document', geographic: 'Geographic', webservice: 'Web service' },
  resource_status: {
    completed: 'Completed',
    destroyed: 'Destroyed',
    historicalArchive: 'Historical archive',
    obsolete: 'Obsolete',
    onGoing: 'Ongoing',
    planned: 'Planned',
    required: 'Required',
    underDevelopment: 'Under development',
  },
  resource_update_cycle: {
    annually: 'Annually',
    asNeeded: 'As needed',
    biannually: 'Twice a year',
    continual: 'Continually',
    daily: 'Daily',
    fortnightly: 'Every two weeks',
    irregular: 'Irregularly',
    monthly: 'Monthly',
    notPlanned: 'Not planned',
    quarterly: 'Quarterly',
    unknown: 'Unknown',
    weekly: 'Weekly',
  },
  security_class: { PUBLIC: 'Public', 'PROTECTED A': 'Protected A', 'PROTECTED B': 'Protected B', 'PROTECTED C': 'Protected C' },
};

/** A value of a field in words, or as it is. */
export function valueInWords(key: string, value: unknown): unknown {
  const known = Object.hasOwn(VALUES, key) ? VALUES[key] : undefined;
  return known !== undefined && typeof value === 'string' && Object.hasOwn(known, value) ? known[value] : value;
}
