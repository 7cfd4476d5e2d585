import { createHash, randomBytes } from 'node:crypto';
import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';

/** No 0, 1, i, l, o and u: nobody takes one sign for another, and no code spells a word. */
const signs = '23456789abcdefghjkmnpqrstvwxyz';
const codeLength = 16;
const count = 10;

/** Sixteen signs of thirty, some 78 random bits, in groups of four. */
export function newRecoveryCode(random: (size: number) => Buffer = randomBytes): string {
  let code = '';
  while (code.length < codeLength) {
    for (const byte of random(codeLength)) {
      // 240 is the last multiple of 30; above it some signs would come more often.
      if (byte < 240 && code.length < codeLength) code += signs[byte % signs.length];
    }
  }
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** The signs of a code as somebody typed it. */
export function tidyCode(typed: string): string {
  return typed.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** What is kept of a code; it is random, so SHA-256 suffices. The account makes equal codes differ. */
function hashOf(accountId: Id, code: string): Buffer {
  return createHash('sha256')
    .update(`${accountId} ${tidyCode(code)}`)
    .digest();
}

const drop = statement('people_recovery_drop', 'DELETE FROM recovery_code WHERE account_id = $1');
const insert = statement(
  'people_recovery_insert',
  'INSERT INTO recovery_code (account_id, code_hash, created_at) SELECT $1, unnest($2::bytea[]), $3',
);

/** Ten new codes in place of the old ones; only hashes are kept. */
export async function renewCodes(tx: Tx, accountId: Id, now: Date): Promise<string[]> {
  const codes = Array.from({ length: count }, () => newRecoveryCode());
  await tx.rows(drop, [accountId]);
  await tx.rows(insert, [accountId, codes.map((code) => hashOf(accountId, code)), now]);
  return codes;
}

export async function dropCodes(tx: Tx, accountId: Id): Promise<void> {
  await tx.rows(drop, [accountId]);
}

const use = statement<{ account_id: Id }>(
  'people_recovery_use',
  `UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL
   RETURNING account_id`,
);

/** Whether it is a code of the account that was not used before; uses it up. */
export async function spendRecoveryCode(tx: Tx, accountId: Id, code: string, now: Date): Promise<boolean> {
  if (tidyCode(code).length !== codeLength) return false;
  return (await tx.first(use, [accountId, hashOf(accountId, code), now])) !== undefined;
}
