import { reply, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { type Caller, callerAt } from './lib/api.ts';
import type { Bench } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { compare, type Entry } from './lib/ledger.ts';
import { inLanes, shown } from './lib/numbers.ts';
import { addAdvisers, setUpByLink } from './lib/people.ts';
import { type Product, startProduct } from './lib/product.ts';
import { readQuestions, readUsers } from './lib/real-data.ts';
import { rowsOf } from './lib/sql.ts';
import { beginOne, openWidget, write } from './lib/visitors.ts';

const lanes = 8;
const thanks = 'Thank you, that is what I wanted to know.';
const answerText = 'Thank you for asking. I have looked into it and written down what happens next.';

/** What the run leaves behind: a ledger of confirmed messages, and how many were sent again on purpose. */
interface Run {
  product: Product;
  sent: Entry[];
  repeats: number;
}

export const realInput: Bench = {
  name: 'real-input',
  about: '10,003 real questions through the public API and the widget’s protocol; each must be there once, in order',
  run: async ({ quick }) => {
    const product = await startProduct(await makeDataFolder());
    const owner = await setUpByLink(product);
    const sessions = await addAdvisers(product, owner, lanes);
    const callers = sessions.map((headers) => callerAt(product.url, { headers }));
    const key = await openWidget(product, owner);
    const questions = quick ? readQuestions().filter((_, n) => n % 12 === 0) : readQuestions();
    const run: Run = { product, sent: [], repeats: 0 };

    const customerIds = await makeCustomers(callers);
    const startedAt = performance.now();
    const items = questions.map((text, n) => ({ text, n }));
    await Promise.all([
      inLanes(
        items.filter(({ n }) => n % 2 === 0),
        lanes,
        ({ text, n }) => throughApi(run, callers, customerIds, text, n),
      ),
      inLanes(
        items.filter(({ n }) => n % 2 === 1),
        lanes,
        ({ text, n }) => throughWidget(run, key, callers, text, n),
      ),
    ]);
    const seconds = (performance.now() - startedAt) / 1_000;
    const verdict = await compare(product.ownerUrl, run.sent);
    const [counts] = await rowsOf<{ customers: number; visitors: number; conversations: number; numbers: boolean }>(
      product.ownerUrl,
      `SELECT (SELECT count(*) FROM customer WHERE NOT is_visitor)::int AS customers,
         (SELECT count(*) FROM customer WHERE is_visitor)::int AS visitors,
         (SELECT count(*) FROM conversation)::int AS conversations,
         (SELECT bool_and(head = (SELECT count(*) FROM event e WHERE e.workspace_id = s.workspace_id))
           FROM workspace_stream s) AS numbers`,
    );
    await product.stop();
    return {
      figures: {
        messages: verdict.messages,
        lost: verdict.lost,
        twice: verdict.twice,
        out_of_order: verdict.outOfOrder,
        messages_per_s: verdict.messages / seconds,
      },
      series: [],
      notes: [
        `${shown(questions.length)} questions; ${shown(counts?.customers ?? 0)} customers, ` +
          `${shown(counts?.visitors ?? 0)} visitors, ${shown(counts?.conversations ?? 0)} conversations.`,
        `${shown(run.repeats)} writes were sent again with the same key, half of them at the same time.`,
        counts?.numbers ? 'The event log has no gap.' : 'THE EVENT LOG HAS A GAP.',
        `The rate counts ${2 * lanes} clients and the beginning of each visit.`,
      ],
    };
  },
};

async function makeCustomers(callers: readonly Caller[]): Promise<string[]> {
  const ids: string[] = [];
  await inLanes(readUsers(), lanes, async ({ name, email }, n) => {
    const input = { name, addresses: [{ kind: 'email' as const, value: email }] };
    const { customerId } = await turn(callers, n).call(createCustomer, input);
    ids[n] = customerId;
  });
  return ids;
}

/** A question that reached us elsewhere and is entered by a program or a colleague. */
async function throughApi(
  run: Run,
  callers: readonly Caller[],
  customerIds: readonly string[],
  text: string,
  n: number,
): Promise<void> {
  const caller = turn(callers, n / 2);
  const customerId = turn(customerIds, n / 2);
  const id = newId();
  const start = (by: Caller) => by.call(startConversation, { customerId, text }, id);
  const { conversationId, number } = await repeated(
    run,
    n,
    () => start(caller),
    () => start(caller),
  );
  run.sent.push({ conversationId, id, text, number });
  if (n % 3 === 0) await answer(run, caller, conversationId, n);
}

/** A question written in the widget by somebody who comes for the first time. */
async function throughWidget(
  run: Run,
  key: string,
  callers: readonly Caller[],
  text: string,
  n: number,
): Promise<void> {
  const visitor = await beginOne(run.product, key, (n - 1) / 2);
  const id = newId();
  // A second tab of the same visitor: the same token on another connection.
  const headers = `X-Heed-Key: ${key}\r\nAuthorization: Bearer ${visitor.token}\r\nOrigin: https://shop.bench.example\r\n`;
  const other = { ...visitor, caller: callerAt(run.product.url, { headers }) };
  const { conversationId, number } = await repeated(
    run,
    n,
    () => write(visitor, text, id),
    () => write(other, text, id),
  );
  run.sent.push({ conversationId, id, text, number });
  if (n % 3 === 0) {
    await answer(run, turn(callers, (n - 1) / 2), conversationId, n);
    const last = newId();
    const thanked = await write(visitor, thanks, last);
    run.sent.push({ conversationId, id: last, text: thanks, number: thanked.number });
  }
  visitor.caller.wire.close();
  other.caller.wire.close();
}

async function answer(run: Run, caller: Caller, conversationId: string, n: number): Promise<void> {
  const id = newId();
  const send = () => caller.call(reply, { conversationId, text: answerText }, id);
  const { number } = await repeated(run, n + 5, send, send);
  run.sent.push({ conversationId, id, text: answerText, number });
}

/** Does a write; some are sent again with their key, as after a lost answer: every tenth later, every tenth at once. */
async function repeated<Written extends { number: number }>(
  run: Run,
  n: number,
  work: () => Promise<Written>,
  again: () => Promise<Written>,
): Promise<Written> {
  const kind = n % 10;
  if (kind !== 3 && kind !== 4) return work();
  run.repeats++;
  const first = work();
  if (kind === 3) await first;
  const [one, two] = await Promise.all([first, again()]);
  if (one.number !== two.number) throw new Error('A repeated write got another answer than the first.');
  return one;
}

function turn<Item>(items: readonly Item[], n: number): Item {
  const item = items[Math.floor(n) % items.length];
  if (item === undefined) throw new Error('There is nobody whose turn it is.');
  return item;
}
