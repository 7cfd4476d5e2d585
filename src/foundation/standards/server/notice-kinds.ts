import type { NoticeKind, NoticeSubject } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { statement } from '#kernel/server/sql.ts';

const quiet = { importance: 'normal', asks: 'read' } as const;
const dayMinutes = 1_440;

export const standardNoticeKinds: readonly NoticeKind[] = [
  {
    ...quiet,
    name: 'standard.consulted',
    label: 'I am asked to comment on a standard',
    help: 'For everybody who is invited, until they have commented or the consultation is closed.',
    asks: 'act',
    chaseAfterMinutes: dayMinutes,
    words: (data, names) => ({ words: `Please comment on ${names.about?.title ?? 'a standard'} by ${data.until}` }),
  },
  {
    ...quiet,
    name: 'standard.comment_disposed',
    label: 'What became of my comment on a standard',
    help: 'For whoever commented.',
    words: (data, names) => {
      const became: Record<string, string> = { taken: 'taken in', partly: 'taken in partly', declined: 'declined' };
      return { words: `Your comment on ${names.about?.title ?? 'a standard'} was ${became[String(data.disposition)]}` };
    },
  },
  {
    ...quiet,
    name: 'standard.round_over',
    label: 'A round of comments on a standard is over',
    help: 'For whoever opened it, with the number of comments that wait for an answer.',
    words: (data, names) => ({
      words: `The time for comments on ${names.about?.title ?? 'a standard'} is over; without an answer: ${data.waiting}`,
    }),
  },
  {
    ...quiet,
    name: 'standard.suggested',
    label: 'Somebody suggests to change a clause of mine',
    help: 'For the owner of the clause; for owners and managers where it has none.',
    words: (_, names) => ({ words: `A change of ${names.about?.title ?? 'a standard'} is suggested` }),
  },
  {
    ...quiet,
    name: 'standard.suggestion_answered',
    label: 'What became of my suggestion about a standard',
    help: 'For whoever suggested the change.',
    words: (data, names) => {
      const became: Record<string, string> = {
        considered: 'is being considered',
        taken: 'was taken into the draft',
        declined: 'was declined, with the reason',
      };
      return { words: `Your suggestion about ${names.about?.title ?? 'a standard'} ${became[String(data.state)]}` };
    },
  },
  {
    ...quiet,
    name: 'standard.submitted',
    label: 'A standard waits for approval',
    help: 'For owners and managers who have written none of it.',
    asks: 'act',
    chaseAfterMinutes: dayMinutes,
    roles: ['owner', 'manager'],
    words: (_, names) => ({ words: `${names.about?.title ?? 'A standard'} waits for approval` }),
  },
  {
    ...quiet,
    name: 'standard.decided',
    label: 'A standard that I wrote is approved or returned',
    help: 'For everybody who wrote some of it.',
    words: (data, names) => ({
      words: `${names.about?.title ?? 'A standard'} was ${data.outcome === 'approved' ? 'approved' : 'returned to draft'}`,
    }),
  },
  {
    ...quiet,
    name: 'standard.published',
    label: 'A standard is to be read and signed',
    help: 'For everybody it is for, until they have signed it.',
    asks: 'act',
    chaseAfterMinutes: dayMinutes,
    words: (data, names) => ({
      words: `Please read and sign ${names.about?.title ?? 'the standard'}, version ${data.major}.${data.minor}`,
    }),
  },
  {
    ...quiet,
    name: 'standard.adjusted',
    label: 'A standard was adjusted',
    help: 'For everybody it is for; it need not be signed again.',
    words: (data, names) => ({
      words: `${names.about?.title ?? 'A standard'} was adjusted, version ${data.major}.${data.minor} is in force`,
    }),
  },
];

const described = statement<{ id: Id; name: string }>(
  'standard_described',
  'SELECT id, name FROM standard WHERE workspace_id = $1 AND id = ANY($2::uuid[])',
);

/** How notices call a standard. */
export const standardSubject: NoticeSubject = {
  name: 'standard',
  describe: async (tx, workspaceId, ids) => {
    const rows = await tx.rows(described, [workspaceId, ids]);
    return rows.map(({ id, name }) => ({ id, reference: '', title: name, link: `/standards/${id}` }));
  },
};
