import { type NoticeKind, type NoticeSubject, notify } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from '#kernel/server/capability.ts';
import { clearDeadline, setDeadline } from '#kernel/server/deadlines.ts';
import { statement } from '#kernel/server/sql.ts';
import { checkDue } from '../contract.ts';
import { loadItem } from './rows.ts';

/** The deadline at which somebody is to look at an item again. */
export const checkDeadline = 'library.check';

const beginOf = statement<{ at: Date }>(
  'library_day_begins',
  'SELECT $2::date::timestamp AT TIME ZONE time_zone AS at FROM workspace WHERE id = $1',
);

/** The next check is due when its day begins in the workspace. */
export async function setCheck(ctx: CommandContext, itemId: Id, on: string | null): Promise<void> {
  if (on === null) return clearDeadline(ctx, checkDeadline, itemId);
  const row = await ctx.tx.first(beginOf, [ctx.workspaceId, on]);
  if (row) await setDeadline(ctx, checkDeadline, itemId, row.at);
}

/** Whoever looks after it is told; where nobody does, owners and managers are. */
export const dueCheck: DeadlineKind = {
  kind: checkDeadline,
  fire: async (ctx, itemId) => {
    const item = await loadItem(ctx, itemId);
    if (item.retired_at || item.next_check_on === null) return;
    ctx.emit(checkDue, { itemId });
    await notify(ctx, {
      kind: 'library.due',
      to: { people: item.owner_id ? [item.owner_id] : [], otherwise: ['owner', 'manager'] },
      about: { kind: 'library', id: itemId },
    });
  },
};

export const dueNotice: NoticeKind = {
  name: 'library.due',
  label: 'An item of the library is to be looked at again',
  help: 'For whoever looks after it; otherwise for owners and managers. It ends when it is checked.',
  importance: 'normal',
  asks: 'act',
  chaseAfterMinutes: 3 * 1_440,
  words: (_, names) => ({
    words: `Please check whether ${names.about?.title ?? 'an item of the library'} still holds`,
  }),
};

const described = statement<{ id: Id; title: string }>(
  'library_described',
  'SELECT id, title FROM library_item WHERE workspace_id = $1 AND id = ANY($2::uuid[])',
);

/** How notices call an item. */
export const librarySubject: NoticeSubject = {
  name: 'library',
  describe: async (tx, workspaceId, ids) => {
    const rows = await tx.rows(described, [workspaceId, ids]);
    return rows.map(({ id, title }) => ({ id, reference: '', title, link: `/library/${id}` }));
  },
};
