/** Small by default: a desk of a few hundred advisers runs within these; a bigger one brings its own PostgreSQL. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  // In the data folder itself, which only this account can enter; saves a third of each question's work against TCP.
  unix_socket_directories: process.platform === 'win32' ? '' : '.',
  shared_preload_libraries: 'pg_stat_statements',
  max_connections: '120',
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  huge_pages: 'off',
  jit: 'off',
  // Until a table that just filled up is looked at, its queries go by plans for an empty one.
  autovacuum_naptime: '10s',
  max_logical_replication_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Statements and details would carry what customers wrote into the log, so neither is logged.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const NOT_DURABLE: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Server settings as command-line arguments. Later ones win: own, then `durable: false`, then the caller's. */
export function settingArguments(port: number, durable: boolean, extra: Record<string, string> = {}): string[] {
  const all = { ...SETTINGS, ...(durable ? {} : NOT_DURABLE), ...extra, port: `${port}` };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
