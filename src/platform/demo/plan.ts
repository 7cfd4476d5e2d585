import { makeCustomers } from './customers.ts';
import { draft, messagesAt } from './draft.ts';
import { DAY, demandAt, HOUR, MINUTE, SHOP_TIME_ZONE } from './hours.ts';
import { liveConversations, startTime } from './live.ts';
import { type Random, random } from './random.ts';
import { fitBefore, givenUpAfter, resolvedAfter, schedule } from './schedule.ts';
import { advisers, teams, wrapUpReasons } from './staff.ts';
import type { DemoConversation, DemoCustomer, DemoPlan } from './types.ts';

const LIVE = 45;
const MESSAGES_EACH = 5;

export type DemoOptions = {
  seed?: number;
  /** The plan ends here: its newest message is minutes older. */
  now: Date;
  customers?: number;
  conversations?: number;
  /** How far back the first conversation may lie. */
  days?: number;
};

/**
 * The demo shop as data: 500 customers and 2,000 conversations over 90 days unless told otherwise, about five messages
 * each. The same options always give the same plan. The last 45 conversations of two days are open or waiting, all
 * others resolved. Conversations are made one at a time while they are read.
 */
export function demoPlan(options: DemoOptions): DemoPlan {
  const source = random(options.seed ?? 20418);
  const customers = makeCustomers(source.fork('customers'), options.customers ?? 500);
  const count = options.conversations ?? 2000;
  const now = options.now.getTime();
  const liveCount = Math.min(LIVE, Math.floor(count / 2), customers.length);
  const live = liveConversations(source.fork('live'), customers, now, liveCount);
  const from = now - (options.days ?? 90) * DAY;
  return {
    workspaceName: 'Fennick & Rowe',
    timeZone: SHOP_TIME_ZONE,
    teams,
    advisers,
    wrapUpReasons,
    customers,
    conversations: {
      *[Symbol.iterator]() {
        let number = 0;
        const past = history({ source, customers, live, from, now, count: count - live.length });
        for (const conversation of inOrder(past, live)) {
          number++;
          yield { ...conversation, key: `conversation-${String(number).padStart(6, '0')}` };
        }
      },
    },
  };
}

function* inOrder(past: Iterable<DemoConversation>, live: readonly DemoConversation[]): Iterable<DemoConversation> {
  let next = 0;
  for (const conversation of past) {
    for (let item = live[next]; item && startTime(item) < startTime(conversation); item = live[next]) {
      yield item;
      next++;
    }
    yield conversation;
  }
  yield* live.slice(next);
}

type History = {
  source: Random;
  customers: readonly DemoCustomer[];
  live: readonly DemoConversation[];
  from: number;
  now: number;
  count: number;
};

function* history({ source, customers, live, from, now, count }: History): Iterable<DemoConversation> {
  const order = source.fork('order').shuffle(customers.filter((item) => item.emails.length > 0));
  const chooses = source.fork('choices');
  const busyUntil = new Map<string, number>();
  const isLive = new Set(live.map((item) => item.customerKey));
  const liveMessages = live.reduce((sum, item) => sum + item.messages.length, 0);
  const each = count > 0 ? (MESSAGES_EACH * (count + live.length) - liveMessages) / count : 0;
  let messages = 0;
  let index = 0;
  for (const start of starts(source.fork('starts'), from, now - 3 * HOUR, count)) {
    const isFree = (item: DemoCustomer) =>
      (busyUntil.get(item.key) ?? 0) < start && !(isLive.has(item.key) && start > now - 8 * DAY);
    const customer = customerFor(chooses, order, isFree);
    // Steers the whole plan to its average without any single conversation showing it.
    const talk = Math.min(1.7, Math.max(0.4, 1 + (each * index - messages) / 14));
    const conversation = finished(source.fork(`conversation/${index}`), customer, start, now, talk);
    busyUntil.set(customer.key, conversation.resolvedAt?.getTime() ?? now);
    messages += conversation.messages.length;
    index++;
    yield conversation;
  }
}

// Some people write often and most rarely; nobody writes twice at once.
function customerFor(
  random: Random,
  order: readonly DemoCustomer[],
  isFree: (customer: DemoCustomer) => boolean,
): DemoCustomer {
  let customer = random.pick(order);
  for (let attempt = 0; attempt < 60; attempt++) {
    customer = order[Math.floor(random.next() ** 1.25 * order.length)] ?? customer;
    if (isFree(customer)) return customer;
  }
  return order.find(isFree) ?? customer;
}

function finished(random: Random, customer: DemoCustomer, start: number, now: number, talk: number): DemoConversation {
  const whole = draft(random, customer, start, now, talk);
  const firstAnswer = whole.lines.findIndex((line) => line.by === 'adviser');
  const isGivenUp = start < now - 6 * DAY && firstAnswer < whole.lines.length - 1 && random.chance(0.05);
  const lines = isGivenUp ? whole.lines.slice(0, firstAnswer + 1) : whole.lines;
  const written = schedule(lines, start, random);
  const last = written.at(-1) ?? start;
  const end = isGivenUp ? givenUpAfter(last, random) : resolvedAfter(last, lines.at(-1)?.by ?? 'adviser', random);
  const times = fitBefore(now - 25 * MINUTE, [...written, end]);
  return {
    key: '',
    customerKey: customer.key,
    channel: 'chat',
    subject: whole.subject,
    topic: whole.topic.name,
    teamKey: whole.topic.teamKey,
    assigneeKey: whole.adviserKey,
    messages: messagesAt(lines, times),
    status: 'resolved',
    resolvedAt: new Date(times.at(-1) ?? end),
    wrapUpReasonKey: isGivenUp ? 'no-reply' : whole.scene.reason,
    unread: false,
  };
}

/** `count` moments between `from` and `to` in order, as dense as the shop is busy, drawn without keeping a list. */
function* starts(random: Random, from: number, to: number, count: number): Iterable<number> {
  const hours = Math.max(1, Math.ceil((to - from) / HOUR));
  const upTo: number[] = [];
  let total = 0;
  for (let hour = 0; hour < hours; hour++) {
    const at = from + hour * HOUR;
    // The last two days also hold the conversations that are still open.
    total += demandAt(at) * (at > to - 2 * DAY ? 0.5 : 1);
    upTo.push(total);
  }
  let left = 1;
  let hour = 0;
  for (let remaining = count; remaining > 0; remaining--) {
    // The smallest of the numbers still to come, given that all are larger than the one before.
    left *= (1 - random.next()) ** (1 / remaining);
    const aim = (1 - left) * total;
    while (hour < hours - 1 && (upTo[hour] ?? total) < aim) hour++;
    const before = upTo[hour - 1] ?? 0;
    const share = (aim - before) / Math.max(1e-9, (upTo[hour] ?? total) - before);
    yield Math.min(to, Math.floor((from + (hour + share) * HOUR) / 1000) * 1000);
  }
}
