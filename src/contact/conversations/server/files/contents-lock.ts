import { type Statement, statement, type Tx } from '#kernel/server/sql.ts';

/** Any number that no other lock of this database uses ("file" in ASCII). */
export const contentsLock = 0x66696c65;

const share = statement('contents_share', `SELECT pg_advisory_xact_lock_shared(${contentsLock})`);
const own: Statement<{ got: boolean }> = statement(
  'contents_own',
  `SELECT pg_try_advisory_xact_lock(${contentsLock}) AS got`,
);

/** Holds the sweep off until this transaction ends. Many share it; a backup does for as long as it reads. */
export async function shareContents(tx: Tx): Promise<void> {
  await tx.rows(share, []);
}

/** Whether nobody brings contents in just now, nor will until this transaction ends. */
export async function ownContents(tx: Tx): Promise<boolean> {
  return (await tx.first(own, []))?.got === true;
}
