import { countConversations } from '#contact/conversations/contract.ts';
import { type Condition, countViews, saveView } from '#contact/conversations/contract-views.ts';
import { callerAt } from './lib/api.ts';
import type { Bench, Series } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { datasetOf, growDataset, makeDataset } from './lib/dataset.ts';
import { type Action, closeDesks, openDesks, timeAction } from './lib/desk-client.ts';
import { shown } from './lib/numbers.ts';
import { demoOwner, type Session } from './lib/people.ts';
import { type Product, startProduct } from './lib/product.ts';
import { demandDurable } from './lib/sql.ts';

/** Views as teams keep them; each is counted whenever the inbox changes. */
const saved: Record<string, Condition[]> = {
  'Nobody has it yet': [
    { on: 'status', is: 'any', of: ['open'] },
    { on: 'assignee', is: 'any', of: ['nobody'] },
  ],
  'Mine, waiting for us': [
    { on: 'assignee', is: 'any', of: ['me'] },
    { on: 'waiting_on', whom: 'us' },
  ],
  'Due within two hours': [{ on: 'due_within', hours: 2 }],
  'Urgent chat': [
    { on: 'status', is: 'any', of: ['open', 'waiting'] },
    { on: 'priority', is: 'any', of: ['urgent', 'high'] },
    { on: 'channel', is: 'any', of: ['chat'] },
  ],
  'Our teams, not snoozed': [
    { on: 'team', is: 'any', of: ['mine'] },
    { on: 'snoozed', snoozed: false },
  ],
};

const fixed: Action = ({ first }) => first.call(countConversations, {});
const own: Action = ({ first }) => first.call(countViews, {});

export const views: Bench = {
  name: 'views',
  about: 'the counts beside the views of the inbox, with 1,000,000 conversations',
  run: async ({ quick }) => {
    const dataDir = await makeDataFolder();
    await makeDataset(dataDir, datasetOf(quick));
    const many = await growDataset(dataDir, quick ? 20_000 : 1_000_000, 'never');
    const product = await startProduct(dataDir);
    await demandDurable(product.ownerUrl);
    const owner = await demoOwner(product);
    const counts = await saveViews(product, owner);
    const desks = openDesks(product, [owner]);
    const [one] = desks;
    if (!one) throw new Error('There is no desk.');
    const times = quick ? 100 : 500;
    const ofFixed = await timeAction(one, fixed, times);
    const ofSaved = await timeAction(one, own, times);
    closeDesks(desks);
    await product.stop();
    const series: Series[] = [
      { name: 'the fixed views together', unit: 'ms', spread: ofFixed },
      { name: `${Object.keys(saved).length} saved views together`, unit: 'ms', spread: ofSaved },
    ];
    return {
      figures: { fixed_ms: ofFixed.median, saved_ms: ofSaved.median },
      series,
      notes: [`Over ${shown(many.conversations)} conversations. The saved views hold ${counts.join(', ')}.`],
    };
  },
};

/** Saves the views for the owner and returns how many conversations each holds. */
async function saveViews(product: Product, owner: Session): Promise<string[]> {
  const caller = callerAt(product.url, { headers: owner });
  for (const [name, conditions] of Object.entries(saved)) {
    await caller.call(saveView, { name, rule: { match: 'all', conditions } });
  }
  const { counts } = await caller.call(countViews, {});
  caller.wire.close();
  return counts.map(({ count }) => (count === null ? 'no count' : count > 999 ? 'over 999' : shown(count)));
}
