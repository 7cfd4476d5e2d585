import { open, rm } from 'node:fs/promises';
import { z } from 'zod';
import { command } from '#kernel/contract/contract.ts';
import { fileLimits } from '#kernel/contract/files.ts';
import { Id } from '#kernel/contract/ids.ts';
import { demandSize, take } from '#kernel/files/contents.ts';
import { recognise } from '#kernel/files/recognise.ts';
import { actorId } from '#kernel/server/actor.ts';
import { handle } from '#kernel/server/capability.ts';
import { runCommand } from '#kernel/server/command.ts';
import { noScope } from '#kernel/server/database.ts';
import { originRule } from '#kernel/server/http/origin.ts';
import { networkOf } from '#kernel/server/http/request.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { ConversationRecord } from '../access.ts';
import { conversationPolicy } from '../policy.ts';
import { attachmentOf } from './access.ts';
import { isFree } from './held.ts';
import { type Kept, keepRow, keptOf, nameFor } from './keep.ts';
import type { FileCall } from './routes.ts';

/** On no route of its own: the bytes come first. Its key is the file's id, so that a repeat is the same file. */
const keepFile = command('files.keep', {
  path: '/files/{fileId}',
  method: 'PUT',
  summary: 'Keep a file that was uploaded',
  for: ['staff', 'customer'],
  quiet: true,
  input: z.strictObject({ fileId: Id, name: z.string(), sha256: z.string() }),
  output: z.object({ fileId: Id }),
  refuses: ['file.too_many'],
  emits: [],
});

/**
 * `PUT /api/v1/files/ID` with the bytes as body and the name in `X-Heed-File-Name`, percent-encoded. Answers with the
 * file as messages show it. The id is made by whoever uploads; sent again it is the same file.
 */
export async function upload(call: FileCall): Promise<void> {
  const { connection, contents, identity, kernel, request } = call;
  originRule(kernel).demand(keepFile, identity, request);
  demandMay(call);
  await demandShare(call);
  const limit = identity.actor.kind === 'customer' ? fileLimits.customer : fileLimits.staff;
  demandSize(request.header('content-length'), limit);
  const paths: string[] = [];
  const place = async () => {
    const path = await contents.arriving();
    paths.push(path);
    return path;
  };
  try {
    const arrived = await place();
    const into = await open(arrived, 'wx', 0o600);
    const came = await take(connection.incoming, into, limit).finally(() => into.close());
    const kind = await recognise(arrived);
    const kept = await keptOf(kind.type, { ...came, path: arrived }, place);
    const name = nameFor(givenName(request.header('x-heed-file-name')), kind, kept);
    await record(call, { name, sha256: came.sha256.toString('hex') }, kept);
  } finally {
    for (const path of paths) await rm(path, { force: true });
  }
  const body = JSON.stringify(await attachmentOf(call));
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  connection.outgoing.writeHead(200, headers).end(body);
}

/** Asked before anything is read; asked again where the row is written. @throws Problem access.forbidden */
function demandMay({ identity: { actor } }: FileCall): void {
  const may = can(conversationPolicy, actor, 'attach', ownRow(actorId(actor)));
  if (may !== true) refuse('access.forbidden', may);
}
const ownRow = (id: Id | null) => ({ customer_id: id }) as ConversationRecord;

const share = statement<{ allowed: boolean; wait_s: number }>('rate_take', 'SELECT * FROM heed_take($1, $2, $3)');
/** What the customers of one network may upload: forty files at once, then one every ten seconds. */
const burst = 40;
const refillS = 10;

/** @throws Problem limit.too_many */
async function demandShare({ identity: { actor }, kernel, request }: FileCall): Promise<void> {
  if (actor.kind !== 'customer') return;
  const key = `files:${networkOf(request.address)}`;
  const rate = await kernel.database.write(noScope, (tx) => tx.first(share, [key, burst, refillS]));
  if (!rate || rate.allowed) return;
  refuse('limit.too_many', `Wait ${rate.wait_s} s, then upload it again.`, { retryAfterS: rate.wait_s });
}

function givenName(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? '');
  } catch {
    return refuse('input.invalid', 'X-Heed-File-Name holds the name in UTF-8, percent-encoded.');
  }
}

/** How many files somebody may have uploaded and not sent. */
const mostUnsent = { person: 200, customer: 30 };
const unsent = statement<{ count: number }>(
  'files_unsent_of',
  `SELECT count(*)::int AS count FROM file f WHERE f.workspace_id = $1 AND f.message_id IS NULL
     AND (f.account_id = $2 OR f.customer_id = $3) AND ${isFree('f')}`,
);

async function record(call: FileCall, told: { name: string; sha256: string }, kept: Kept): Promise<void> {
  const { contents, fileId, identity, kernel, request } = call;
  const handler = handle(keepFile, async (ctx, { name }) => {
    const { actor } = ctx;
    demand(ctx, conversationPolicy, 'attach', ownRow(actorId(actor)));
    const accountId = actor.kind === 'person' ? actor.id : null;
    const customerId = actor.kind === 'customer' ? actor.id : null;
    const most = actor.kind === 'customer' ? mostUnsent.customer : mostUnsent.person;
    const has = (await ctx.tx.first(unsent, [ctx.workspaceId, accountId, customerId]))?.count ?? 0;
    if (has >= most) refuse('file.too_many', `${most} files wait to be sent. Send them, or wait a day.`);
    await keepRow(ctx, contents, { id: fileId, name, accountId, customerId }, kept);
    return { fileId };
  });
  await runCommand(kernel, handler, { fileId, ...told }, { identity, request, key: fileId });
}
