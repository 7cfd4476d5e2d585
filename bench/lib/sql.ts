import pg from 'pg';

/** A connection as owner, for what no product does: looking behind it and growing its data. */
export async function withOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs one statement as owner and returns its rows. */
export async function rowsOf<Row>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  return withOwner(url, async (client) => (await client.query(text, values)).rows as Row[]);
}

/** Throws unless the database that is measured keeps what it confirms, through a power cut too. */
export async function demandDurable(url: string): Promise<void> {
  const [row] = await rowsOf<Record<string, string>>(
    url,
    "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit",
  );
  if (row?.fsync === 'on' && row.synchronous_commit === 'on') return;
  throw new Error('PostgreSQL runs without fsync or synchronous_commit; its figures would mean nothing.');
}
