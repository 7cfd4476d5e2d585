import { beginItems } from '#foundation/library/index.ts';
import { checklistsInForce } from '#foundation/packs/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { AgreesWith } from '../contract-align.ts';
import type { SectionName } from '../contract-words.ts';
import { writeAnswer } from './align-answers.ts';
import { writeLinks } from './align-links.ts';

type Document = [kind: AgreesWith, title: string, text: string];

/** What the starter agrees with, in our own words: to be replaced by what a workspace really goes by. */
const documents = {
  service: [
    'policy',
    'Customer service policy',
    'We answer everybody who turns to us, in the times that the standard promises, and solve what we can at the first contact.',
  ],
  complaints: [
    'policy',
    'Complaints policy',
    'Complaints are welcome, free and heard without blame. Everybody gets an answer with reasons and learns where else to turn.',
  ],
  returns: [
    'policy',
    'Returns and refunds policy',
    'What the law gives customers comes first. Beyond it we take back what somebody does not want within the time that we name.',
  ],
  privacy: [
    'policy',
    'Privacy and records policy',
    'We write down what the work needs, use it for that, keep it safe, and let people see and correct it.',
  ],
  work: [
    'procedure',
    'Working on conversations',
    'Take it, understand it, solve it or say who will, and record how it ended. The steps stand beside each conversation.',
  ],
  complaintSteps: [
    'procedure',
    'Handling complaints',
    'Thank, record, look into it with whoever knows, decide with reasons, check afterwards whether it was done.',
  ],
  returnSteps: [
    'procedure',
    'Returns and repairs',
    'Find the order, see what the law gives, offer every remedy there is, and say when the money arrives.',
  ],
  outages: [
    'procedure',
    'When our service is disturbed',
    'Tell the lead at once, tell those who wait, and note when it began, whom it met and when it was over.',
  ],
  word: ['brand', 'We keep our word', 'What we promise happens, or we say in time that it will not.'],
  warm: ['brand', 'Plain and warm', 'People understand us at the first reading and feel that somebody is there.'],
  fair: [
    'brand',
    'Fair to everybody',
    'The same for everybody in the same case, whoever they are and however they ask.',
  ],
} as const satisfies Record<string, Document>;
type Named = keyof typeof documents;

/** With what the clauses of each section agree: policy, procedure, brand value. */
const agreed: Record<SectionName, [Named, Named, Named]> = {
  procedures: ['service', 'work', 'word'],
  complaints: ['complaints', 'complaintSteps', 'fair'],
  touchpoints: ['service', 'work', 'warm'],
  metrics: ['service', 'work', 'word'],
  response_times: ['service', 'work', 'word'],
  style: ['service', 'work', 'warm'],
  records: ['privacy', 'work', 'fair'],
  refunds: ['returns', 'returnSteps', 'fair'],
  reporting: ['service', 'outages', 'word'],
  legal: ['privacy', 'work', 'fair'],
  accessibility: ['service', 'work', 'fair'],
  offline: ['returns', 'returnSteps', 'fair'],
  roles: ['service', 'work', 'word'],
};

/** Which clause of the starter answers which point of a checklist. */
const answered: Record<string, string> = {
  'checklist-au-consumer/no-refund-statements': 'What we never say',
  'checklist-au-consumer/remedy-for-faults': 'Refunds and exchanges',
  'checklist-au-consumer/change-of-mind': 'Refunds and exchanges',
  'checklist-au-consumer/own-responsibility': 'Refunds and exchanges',
  'checklist-au-privacy/collect-what-is-needed': 'What we write down',
  'checklist-au-privacy/used-for-its-purpose': 'Privacy and honesty',
  'checklist-au-privacy/who-is-it': 'Privacy and honesty',
  'checklist-au-privacy/access-and-correction': 'What we write down',
  'checklist-general/right-to-use': 'What others have made',
  'checklist-general/codes-of-practice': 'What others have made',
  'checklist-general/roles-and-records': 'Who does what',
  'checklist-general/usable-by-everybody': 'Service for everybody',
};

export interface StarterPlace {
  id: Id;
  section: SectionName;
  title: string;
}

/** Links the clauses of the starter with documents in the library, and answers what its clauses answer. */
export async function alignStarter(ctx: CommandContext, versionId: Id, clauses: readonly StarterPlace[]) {
  const names = Object.keys(documents) as Named[];
  const items = names.map((name) => {
    const [kind, title, text] = documents[name];
    return { kind, title, text };
  });
  const made = await beginItems(ctx, items);
  const idOf = new Map(names.map((name, at) => [name, made[at] ?? '']));
  for (const name of names) {
    const ids = clauses.filter((clause) => agreed[clause.section].includes(name)).map((clause) => clause.id);
    await writeLinks(ctx, versionId, ids, documents[name][0], [{ itemId: idOf.get(name) ?? '' }]);
  }
  for (const pack of await checklistsInForce(ctx)) {
    for (const entry of pack.entries.filter((one) => one.kind === 'check')) {
      const clause = clauses.find((one) => one.title === answered[`${pack.id}/${entry.name}`]);
      if (!clause) continue;
      const point = `check:${pack.id}/${entry.name}`;
      await writeAnswer(ctx, versionId, { point, clauseId: clause.id, reason: null, seen: pack.version });
    }
  }
}
