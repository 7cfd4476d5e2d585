import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Reaction } from '#kernel/server/capability.ts';
import type { NoticeData, NoticeKind, NoticeNames } from './kinds.ts';
import { type NoticeRequest, notify } from './notify.ts';
import { settleNotices } from './settle.ts';

/** What every event of a request says; the further fields are those of single events. */
interface Request {
  approvalId: Id;
  kind: string;
  requesterId: Id;
  customerId: Id | null;
}
type Asked = Request & { roles: string[]; personIds: Id[] };
type Approved = Request & { approverId: Id; missing: number; outcome: string };

const queue = '/approvals';
const what = (data: NoticeData, names: NoticeNames) => names.called(data.decision);
const kindOf = (
  name: string,
  label: string,
  help: string,
  words: (data: NoticeData, names: NoticeNames) => string,
) => ({
  name,
  label,
  help,
  importance: 'normal' as const,
  asks: 'read' as const,
  words: (data: NoticeData, names: NoticeNames) => ({ words: words(data, names), link: queue }),
});

export const authorityNoticeKinds: readonly NoticeKind[] = [
  {
    ...kindOf(
      'authority.asked',
      'Somebody asks for my approval',
      'For everybody who may decide it, until one of them has.',
      (data, names) => `${names.person(data.requesterId)} asks for an approval: ${what(data, names)}`,
    ),
    asks: 'act',
    chaseAfterMinutes: 120,
  },
  kindOf('authority.approved', 'What I asked for is approved', 'For whoever asked.', (data, names) => {
    const by = `${names.person(data.approverId)} approved: ${what(data, names)}`;
    return Number(data.missing) > 0 ? `${by}. ${data.missing} more to approve` : by;
  }),
  kindOf(
    'authority.refused',
    'What I asked for is refused',
    'For whoever asked; the reason stands with the request.',
    (data, names) => `${names.person(data.approverId)} refused: ${what(data, names)}`,
  ),
  kindOf(
    'authority.ended',
    'What I asked for came to nothing',
    'For whoever asked: nobody answered in time, or it could not be carried out.',
    (data, names) =>
      data.how === 'expired'
        ? `Nobody answered in time: ${what(data, names)}`
        : `It could not be carried out: ${what(data, names)}`,
  ),
];

function requestOf(kind: string, of: Request, to: NoticeRequest['to'], data: NoticeData = {}): NoticeRequest {
  return {
    kind,
    to,
    about: { kind: 'approval', id: of.approvalId },
    customerId: of.customerId,
    data: { decision: of.kind, requesterId: of.requesterId, ...data },
  };
}

const settle = (ctx: CommandContext, of: Request, personIds?: readonly string[]) =>
  settleNotices(ctx, ['authority.asked'], [of.approvalId], personIds);

function reaction<Data>(event: string, run: (ctx: CommandContext, data: Data) => Promise<void>): Reaction {
  return { event, inline: true, name: `notices.${event}`, run: (ctx, data) => run(ctx, data as Data) };
}

/** Who may decide is asked to; whoever asked hears what came of it; then nobody is asked any more. */
export const authorityReactions: readonly Reaction[] = [
  reaction<Asked>('authority.asked', (ctx, data) => {
    const to = { roles: data.roles, people: data.personIds, except: [data.requesterId] };
    return notify(ctx, requestOf('authority.asked', data, to));
  }),
  reaction<Approved>('authority.approved', async (ctx, data) => {
    await settle(ctx, data, data.outcome === 'waits' ? [data.approverId] : undefined);
    const { approverId, missing } = data;
    if (data.outcome === 'failed') return;
    await notify(ctx, requestOf('authority.approved', data, { people: [data.requesterId] }, { approverId, missing }));
  }),
  reaction<Request & { approverId: Id }>('authority.refused', async (ctx, data) => {
    await settle(ctx, data);
    const { approverId } = data;
    await notify(ctx, requestOf('authority.refused', data, { people: [data.requesterId] }, { approverId }));
  }),
  reaction<Request>('authority.expired', async (ctx, data) => {
    await settle(ctx, data);
    await notify(ctx, requestOf('authority.ended', data, { people: [data.requesterId] }, { how: 'expired' }));
  }),
  reaction<Request>('authority.failed', async (ctx, data) => {
    await settle(ctx, data);
    await notify(ctx, requestOf('authority.ended', data, { people: [data.requesterId] }, { how: 'failed' }));
  }),
  reaction<Request>('authority.withdrawn', (ctx, data) => settle(ctx, data)),
];
