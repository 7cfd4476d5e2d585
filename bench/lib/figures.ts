/** A figure of a bench: its name in the JSON line, its target if it has one, and what it says. */
export interface Figure {
  name: string;
  most?: number;
  least?: number;
  says: string;
}

/** Every figure that goes on record, by bench. A figure without a target is reported for what it is. */
export const figures: Record<string, readonly Figure[]> = {
  desk: [
    { name: 'list_ms', most: 4, says: 'a page of 50 of the open conversations, over HTTP, median, one client' },
    { name: 'open_ms', most: 4, says: 'a conversation and its first page of messages, two requests side by side' },
    { name: 'create_ms', most: 4, says: 'a conversation with its first message' },
    { name: 'reply_ms', most: 4, says: 'a reply' },
    { name: 'replies_per_s', least: 800, says: 'replies a second of 16 clients in one workspace' },
    { name: 'replies_per_s_3ms', says: 'the same when each commit takes 3 ms longer' },
  ],
  search: [
    {
      name: 'search_ms',
      most: 8,
      says: 'a search over HTTP, median: 40 % names, 30 % references, 30 % words by frequency',
    },
    { name: 'search_p95_ms', says: 'the same, the slowest of twenty' },
    { name: 'names_ms', says: 'searches for names alone, one in ten misspelt, median' },
    { name: 'references_ms', says: 'searches for references alone, median' },
    { name: 'words_ms', says: 'searches for one or two words alone, median' },
  ],
  chat: [
    { name: 'p50_ms', most: 10, says: 'from a visitor’s send to the adviser’s socket, 200 messages a second' },
    { name: 'p99_ms', most: 60, says: 'the same, the slowest of a hundred' },
  ],
  sockets: [
    { name: 'mb_per_10k', most: 200, says: 'memory of the server for 10,000 idle visitors’ sockets' },
    { name: 'staff_mb_per_10k', says: 'the same for desks' },
  ],
  storm: [
    { name: 'list_stale_p95_ms', most: 1_000, says: 'age of what a list lacks; 50 desks, 200 messages a second' },
    { name: 'list_refetches_per_s', says: 'lists that the 50 desks fetch each second' },
    { name: 'server_cpu_percent', says: 'of one core, Heed’s process' },
    { name: 'database_cpu_percent', says: 'of one core, all PostgreSQL processes' },
  ],
  'mail-in': [
    {
      name: 'mails_per_s',
      least: 100,
      says: 'mails a second from raw bytes to message, of one process with its database',
    },
    { name: 'idle_ms', most: 2_000, says: 'from a mail in a watched mailbox to the desk’s hint, median' },
    { name: 'fetched_per_s', says: 'mails a second of a first fetch by IMAP, kept raw' },
    { name: 'fetch_mb_more', most: 150, says: 'memory of Heed at its most during the first fetch, beyond that before' },
  ],
  memory: [{ name: 'idle_pss_mb', most: 250, says: 'Heed and its PostgreSQL, 30 s after a start with the demo' }],
  sizes: [
    { name: 'loader_gz', most: 3_072, says: 'bytes of the widget’s loader, gzip -9' },
    { name: 'panel_gz', most: 20_480, says: 'bytes of the widget’s panel' },
    { name: 'desk_js_gz', most: 235_000, says: 'bytes of script before the inbox shows' },
    { name: 'desk_css_gz', most: 41_000, says: 'bytes of style before the inbox shows' },
  ],
  'widget-browser': [
    {
      name: 'open_ms',
      most: 600,
      says: 'from the click to the open panel, fetched on the way, at a quarter of the speed',
    },
    { name: 'interaction_p95_ms', most: 200, says: 'a key or click until the next picture, the slowest of twenty' },
    { name: 'layout_shift', most: 0.01, says: 'by how much the page moved, the worst visit' },
    { name: 'panel_gz', most: 20_480, says: 'bytes of the panel that was measured' },
  ],
  million: [
    { name: 'list_ms', says: 'as in desk, with 1,000,000 conversations and 5,000,000 messages' },
    { name: 'open_ms', says: 'as in desk, the same' },
    { name: 'list_ratio', most: 3, says: 'times what it takes with 20,000 conversations, in the same run' },
    { name: 'open_ratio', most: 3, says: 'times what it takes with 20,000 conversations, in the same run' },
    { name: 'search_ms', says: 'as in search, with 1,000,000 conversations and 5,000,000 messages' },
    { name: 'search_p95_ms', says: 'the same, the slowest of twenty' },
    { name: 'search_ratio', most: 3, says: 'times what it takes with 20,000 conversations, in the same run' },
  ],
  views: [
    { name: 'saved_ms', most: 20, says: 'the counts of five saved views together, 1,000,000 conversations, median' },
    { name: 'fixed_ms', most: 20, says: 'the counts of the fixed views together, the same' },
  ],
  'desk-browser': [
    { name: 'key_p95_ms', most: 100, says: 'a key press to the frame that shows it, processor 4× slower' },
    { name: 'switch_ms', most: 150, says: 'from opening another conversation to its messages, median' },
    { name: 'frame_max_ms', most: 50, says: 'the slowest frame while a list of 10,000 rows scrolls' },
  ],
  promises: [
    { name: 'idle_poll_ms', most: 1, says: 'looking for what is due among 500,000 running promises, median' },
    { name: 'drain_5k_ms', most: 2_000, says: '5,000 due together, from then until the last has fired' },
    { name: 'due_per_s', least: 100_000, says: 'due times that one thread reckons by an office calendar' },
  ],
  measures: [
    { name: 'rollup_ms', most: 200, says: 'a measure over 1,000,000 conversations, over HTTP, median' },
    { name: 'clause_ms', most: 200, says: 'the page of a clause, its goal by week, over the same' },
    { name: 'recount_s', says: 'counting all of them anew, from the start of the product' },
  ],
  'what-if': [
    {
      name: 'what_if_s',
      most: 20,
      says: 'from the question to the result over 90 days and 100,000 conversations, the slowest of three measures',
    },
  ],
  mail: [
    {
      name: 'mails_per_s',
      least: 100,
      says: 'mails of 1 to 30 KB a second, from raw bytes to what is understood of them',
    },
    { name: 'large_ms', most: 15, says: 'a mail of 130 KB with a picture, median' },
  ],
  'mail-corpus': [
    { name: 'understood_percent', least: 95, says: 'of the mails of Heed’s own corpus, understood as they should be' },
  ],
  start: [
    { name: 'warm_s', most: 3, says: 'second start to the first answer' },
    { name: 'cold_s', says: 'first start, already built, with the making of the database' },
  ],
  'real-input': [
    { name: 'messages', says: 'sent: real questions, answers and further words' },
    { name: 'lost', most: 0, says: 'not in the database' },
    { name: 'twice', most: 0, says: 'in the database more than once' },
    { name: 'out_of_order', most: 0, says: 'at another place in their conversation than where they were sent' },
    { name: 'messages_per_s', says: 'through the public API and the widget’s protocol together' },
  ],
};

/** `≤ 4`, `≥ 800`, or `reported` where nothing was promised. */
export function targetOf({ most, least }: Figure): string {
  if (most !== undefined) return `≤ ${most.toLocaleString('en')}`;
  return least === undefined ? 'reported' : `≥ ${least.toLocaleString('en')}`;
}

/** Whether a value keeps the target; undefined where there is none. */
export function isMet({ most, least }: Figure, value: number): boolean | undefined {
  if (most !== undefined) return value <= most;
  return least === undefined ? undefined : value >= least;
}
