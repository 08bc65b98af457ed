// Every setting the embedded server is started with, in one list. They are
// given on the command line, so a changed list takes effect at the next start
// of any data folder. Where the socket lies is added by the start itself.

export const databaseName = 'kokanee';
export const applicationRole = 'kokanee';
export const superuserRole = 'postgres';
export const port = 5432;
export const majorVersion = '18';

/** PostgreSQL settings by name. */
export const settings: Readonly<Record<string, string>> = {
  // Nobody comes in but through the socket, which lies in a private folder.
  listen_addresses: '',
  port: String(port),
  unix_socket_permissions: '0700',
  max_connections: '100',

  // A commit that was acknowledged survives the loss of power.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',

  // One server without replicas: the smallest log.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_wal_size: '1GB',

  // Sized for a small machine that also runs Node.
  shared_buffers: '128MB',
  maintenance_work_mem: '64MB',
  // Parallel workers and I/O workers are processes; parallel queries also need
  // shared memory that containers limit to 64 MB.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  io_method: 'sync',
  // The package is built without LLVM; the queries are short anyway.
  jit: 'off',

  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',

  // Starts, stops and crashes only: failed statements are reported to their
  // caller, and would otherwise let visitors fill the disk.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
};

/** The settings as command-line arguments of `postgres`. */
export function asArguments(extra: Readonly<Record<string, string>>): string[] {
  const all = Object.entries({ ...settings, ...extra });
  return all.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The arguments of `initdb`: a cluster that does not depend on the host's locales. */
export const initdbArguments: readonly string[] = [
  `--username=${superuserRole}`,
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--no-instructions',
];
