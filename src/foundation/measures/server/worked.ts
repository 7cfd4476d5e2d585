import { type Formula, kindsOf, type Measure } from './measures.ts';
import { quantile, wilson } from './statistics.ts';

/** Numbers that a formula is worked through with; what comes out is reckoned, so that an example is never wrong. */
const given = {
  /** Minutes. */
  quantile: [2, 4, 9, 11, 60],
  share: { hits: 172, n: 200 },
  count: 84,
  perDay: { n: 84, days: 28 },
  standing: { came: 900, went: 870 },
  done: { n: 280, days: 28 },
};

const rounded = (value: number) => String(Math.round(value * 10) / 10);
const percent = (share: number) => `${rounded(share * 100)} %`;

/** The formula worked through with numbers, in signs that need no language. */
function worked(formula: Formula): string {
  const { share, perDay, standing, done } = given;
  const left = standing.came - standing.went;
  switch (formula.of) {
    case 'quantile':
    case 'age': {
      const minutes = rounded(quantile(given.quantile, formula.q) ?? 0);
      return `${given.quantile.join(', ')} min → ${minutes} min`;
    }
    case 'share': {
      const { low = 0, high = 0 } = wilson(share.hits, share.n) ?? {};
      return `${share.hits} ÷ ${share.n} = ${percent(share.hits / share.n)} (${percent(low)} – ${percent(high)})`;
    }
    case 'count':
      return `n = ${given.count} → ${given.count}`;
    case 'per_day':
      return `${perDay.n} ÷ ${perDay.days} = ${rounded(perDay.n / perDay.days)}`;
    case 'standing':
      return `${standing.came} − ${standing.went} = ${left}`;
    case 'standing_days':
      return `${left} ÷ (${done.n} ÷ ${done.days}) = ${rounded(left / (done.n / done.days))}`;
  }
}

/** How a number misleads whoever does not know it, by what it counts. */
const pitfalls: readonly { of: string; pitfall: string }[] = [
  {
    of: 'first_response',
    pitfall: 'A quick reply that says nothing looks as good as one that helps. Read it with the time to resolution.',
  },
  {
    of: 'next_response',
    pitfall: 'Answering in many small messages makes it look better than it is for the customer.',
  },
  {
    of: 'first_resolution',
    pitfall: 'Resolving early to be quick brings customers back. Read it with what was reopened.',
  },
  {
    of: 'full_resolution',
    pitfall: 'It includes the time in which we waited for the customer. A few very long ones hardly move a median.',
  },
  { of: 'requester_wait', pitfall: 'Hold for others cannot be told from waiting for the customer yet.' },
  { of: 'agent_work', pitfall: 'It counts time in our hands, not minutes of work: something may lie untouched.' },
  { of: 'update_gap', pitfall: 'Short gaps may be noise: an update without news comforts nobody.' },
  {
    of: 'one_contact',
    pitfall: 'A customer who gave up does not come back either. Figures of other firms come from surveys mostly.',
  },
  { of: 'resolution', pitfall: 'A customer who opens a new conversation instead of the old one does not show in it.' },
  {
    of: 'csat',
    pitfall: 'Only those who answer count, and they are rarely the average. Never compare it without the answer rate.',
  },
  { of: 'feedback_asked', pitfall: 'Asking fewer customers raises it.' },
  { of: 'promise', pitfall: 'It is about the targets of that time: easier targets look like better work.' },
  {
    of: 'clause',
    pitfall:
      'Versions of a standard may promise different times: compare it only as far as the clause stayed the same.',
  },
  {
    of: 'contact',
    pitfall: 'One customer with one matter may be counted several times, and a matter may need several contacts.',
  },
  { of: 'opened', pitfall: 'It says nothing about age: a few old ones weigh more than many of today.' },
  { of: 'open', pitfall: 'It is of now only. One that is closed without an answer lowers it too.' },
];

/** Pitfall and worked number of a measure. @throws Error for a measure whose pitfall nobody has written down */
export function lessonOf(measure: Measure): { pitfall: string; worked: string } {
  const [kind = ''] = kindsOf(measure.formula);
  const pitfall = pitfalls.find((one) => one.of === kind.split('.')[0])?.pitfall;
  if (!pitfall) throw new Error(`The measure ${measure.name} counts ${kind}; say in worked.ts how it misleads.`);
  return { pitfall, worked: worked(measure.formula) };
}
