import { type Draft, draft, messagesAt } from './draft.ts';
import { featuredConversations } from './featured.ts';
import { DAY, demandAt, HOUR, MINUTE } from './hours.ts';
import type { Random } from './random.ts';
import { schedule } from './schedule.ts';
import type { DemoConversation, DemoCustomer } from './types.ts';

const SPAN = 2 * DAY;
const BUSIEST = 80;

/**
 * The conversations nobody has finished yet: the featured ones and others of the last two days, up to a few minutes
 * before `now` (milliseconds), each with another customer, oldest first; keys are left empty.
 */
export function liveConversations(
  random: Random,
  customers: readonly DemoCustomer[],
  now: number,
  count: number,
): DemoConversation[] {
  const made = featuredConversations(customers, now).slice(0, count);
  const taken = new Set(made.map((item) => item.customerKey));
  const free = random.shuffle(customers.filter((item) => !taken.has(item.key) && item.emails.length > 0));
  for (const customer of free.slice(0, count - made.length)) {
    const own = random.fork(customer.key);
    made.push(unfinished(own, customer, startOf(own, now), now));
  }
  return made.sort((one, two) => startTime(one) - startTime(two));
}

export function startTime(conversation: DemoConversation): number {
  return conversation.messages[0]?.at.getTime() ?? 0;
}

// More of them are young; the night is thin, but the last hour is never empty, whenever the demo is started.
function startOf(random: Random, now: number): number {
  let age = 0;
  for (let attempt = 0; attempt < 8; attempt++) {
    age = 4 * MINUTE + random.next() ** 1.7 * (SPAN - HOUR);
    if (age < 80 * MINUTE || random.next() * BUSIEST < demandAt(now - age)) break;
  }
  return Math.floor((now - age) / 1000) * 1000;
}

function unfinished(random: Random, customer: DemoCustomer, start: number, now: number): DemoConversation {
  const whole = draft(random, customer, start, now, 1);
  const wanted = whole.lines.slice(
    0,
    random.weighted([1, 2, 3, 4], (many) => [0, 34, 30, 26, 10][many] ?? 0),
  );
  const times = schedule(wanted, start, random);
  const lines = wanted.filter((_, index) => (times[index] ?? now) <= now - MINUTE);
  const messages = messagesAt(lines, times);
  const isAnswered = lines.some((line) => line.by !== 'customer');
  const isWaiting = lines.at(-1)?.by === 'adviser';
  const isCustomersTurnRead = random.chance(isAnswered ? 0.35 : 0.15);
  return {
    key: '',
    customerKey: customer.key,
    channel: 'chat',
    subject: whole.subject,
    topic: whole.topic.name,
    teamKey: whole.topic.teamKey,
    assigneeKey: isAnswered || random.chance(0.2) ? whole.adviserKey : null,
    messages,
    status: isWaiting ? 'waiting' : 'open',
    resolvedAt: null,
    wrapUpReasonKey: null,
    unread: lastIsCustomers(lines) && !isCustomersTurnRead,
  };
}

function lastIsCustomers(lines: Draft['lines']): boolean {
  return lines.at(-1)?.by === 'customer';
}
