import { describe, expect, it } from 'vitest';
import { demoPlan } from './plan.ts';
import { random } from './random.ts';
import { expand } from './template.ts';
import type { DemoConversation, DemoPlan } from './types.ts';

// A Tuesday, 13:47 in Melbourne.
const now = new Date('2026-11-24T02:47:00Z');
const DAY = 24 * 60 * 60_000;

const plan = demoPlan({ now });
const conversations = [...plan.conversations];
const messages = conversations.flatMap((item) => item.messages);
const live = conversations.filter((item) => item.status !== 'resolved');

function firstTexts(items: readonly DemoConversation[]): string[] {
  return items.map((item) => item.messages[0]?.text ?? '');
}

function averageLength(made: DemoPlan): { count: number; average: number } {
  let count = 0;
  let total = 0;
  for (const item of made.conversations) {
    count++;
    total += item.messages.length;
  }
  return { count, average: total / count };
}

describe('the demo plan', () => {
  it('is the same for the same seed and time, and another for another seed', () => {
    const small = (seed: number) => {
      const made = demoPlan({ now, seed, customers: 60, conversations: 120 });
      return JSON.stringify([made.customers, [...made.conversations]]);
    };
    expect(small(7)).toBe(small(7));
    expect(small(7)).not.toBe(small(8));
  });

  it('can be read twice', () => {
    const small = demoPlan({ now, customers: 40, conversations: 80 });
    expect([...small.conversations]).toEqual([...small.conversations]);
  });

  it('has the numbers asked for, five messages a conversation', () => {
    expect(plan.customers).toHaveLength(500);
    expect(conversations).toHaveLength(2000);
    expect(plan.advisers).toHaveLength(5);
    expect(messages.length / conversations.length).toBeGreaterThan(4.95);
    expect(messages.length / conversations.length).toBeLessThan(5.05);
  });

  it('grows to the size of the benchmarks', () => {
    const { count, average } = averageLength(demoPlan({ now, conversations: 20_000 }));
    expect(count).toBe(20_000);
    expect(average).toBeCloseTo(5, 2);
  });

  it('is in order of time, inside its 90 days', () => {
    const starts = conversations.map((item) => item.messages[0]?.at.getTime() ?? 0);
    expect(starts).toEqual([...starts].sort((one, two) => one - two));
    expect(starts[0]).toBeGreaterThanOrEqual(now.getTime() - 90 * DAY);
    for (const { messages: said, resolvedAt } of conversations) {
      const times = said.map((item) => item.at.getTime());
      expect(times).toEqual([...times].sort((one, two) => one - two));
      if (resolvedAt) times.push(resolvedAt.getTime());
      expect(Math.max(...times)).toBe(times.at(-1));
      expect(times.at(-1)).toBeLessThan(now.getTime());
    }
  });

  it('never has two conversations of one customer at once', () => {
    const until = new Map<string, number>();
    for (const item of conversations) {
      const start = item.messages[0]?.at.getTime() ?? 0;
      expect(start).toBeGreaterThan(until.get(item.customerKey) ?? 0);
      until.set(item.customerKey, item.resolvedAt?.getTime() ?? Number.POSITIVE_INFINITY);
    }
  });

  it('refers only to what is in it', () => {
    const customers = new Set(plan.customers.map((item) => item.key));
    const advisers = new Map(plan.advisers.map((item) => [item.key, item]));
    const teams = new Set(plan.teams.map((item) => item.key));
    const reasons = new Set(plan.wrapUpReasons.map((item) => item.key));
    expect(new Set(conversations.map((item) => item.key)).size).toBe(conversations.length);
    expect(customers.size).toBe(plan.customers.length);
    for (const adviser of plan.advisers) for (const key of adviser.teamKeys) expect(teams).toContain(key);
    for (const item of conversations) {
      expect(customers).toContain(item.customerKey);
      expect(teams).toContain(item.teamKey);
      if (item.assigneeKey) expect(advisers.get(item.assigneeKey)).toBeDefined();
      for (const said of item.messages) if (said.by !== 'customer') expect(advisers.has(said.adviserKey)).toBe(true);
      expect(item.messages[0]?.by).toBe('customer');
      expect(item.resolvedAt !== null).toBe(item.status === 'resolved');
      expect(item.wrapUpReasonKey !== null && reasons.has(item.wrapUpReasonKey)).toBe(item.status === 'resolved');
    }
  });

  it('leaves the last two days with work to do', () => {
    expect(live).toHaveLength(45);
    expect(live.filter((item) => item.unread).length).toBeGreaterThanOrEqual(8);
    expect(live.filter((item) => item.assigneeKey === null).length).toBeGreaterThanOrEqual(6);
    expect(live.filter((item) => item.status === 'waiting').length).toBeGreaterThanOrEqual(5);
    for (const item of live) expect(item.messages[0]?.at.getTime()).toBeGreaterThan(now.getTime() - 2 * DAY);
    const newest = Math.max(...messages.map((item) => item.at.getTime()));
    expect(now.getTime() - newest).toBeLessThan(10 * 60_000);
    const hero = live.find((item) => item.subject === 'Kettle arrived with a cracked lid');
    expect(hero?.messages.map((item) => item.by)).toEqual(['customer', 'adviser', 'note', 'customer']);
  });
});

describe('what the demo plan says', () => {
  it('hardly repeats itself', () => {
    const texts = firstTexts(conversations);
    const repeated = (texts.length - new Set(texts).size) / texts.length;
    console.log(`First messages that repeat an earlier one: ${(repeated * 100).toFixed(2)} % of ${texts.length}`);
    expect(repeated).toBeLessThan(0.03);
  });

  it('has no empty, overlong or unfilled text', () => {
    for (const text of [...messages.map((item) => item.text), ...conversations.map((item) => item.subject)]) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(/[{}|[\]]|undefined/);
      expect(text.length).toBeLessThanOrEqual(4000);
    }
    expect(messages.some((item) => item.text.length > 600)).toBe(true);
    expect(conversations.every((item) => item.subject.length <= 120)).toBe(true);
  });

  it('uses only addresses and numbers that belong to nobody', () => {
    const emails = [...plan.customers.flatMap((item) => item.emails), ...plan.advisers.map((item) => item.email)];
    expect(new Set(emails).size).toBe(emails.length);
    for (const email of emails) expect(email).toMatch(/^[a-z0-9.-]+@[a-z0-9-]+\.example$/);
    const phones = plan.customers.flatMap((item) => item.phones);
    expect(new Set(phones).size).toBe(phones.length);
    for (const phone of phones) expect(phone).toMatch(/^\+61 (491 57\d \d{3}|[2378] (5550|7010) \d{4})$/);
    expect(plan.customers.some((item) => item.emails.length > 1)).toBe(true);
    for (const { text } of messages) expect(text).not.toMatch(/https?:|www\.|@[a-z]+\.(com|net|org|au)/i);
  });

  it('speaks several languages and scripts', () => {
    const names = plan.customers.map((item) => item.name).join(' ');
    for (const script of [/\p{Script=Arabic}/u, /\p{Script=Hebrew}/u, /\p{Script=Han}/u, /[éøłş]/u]) {
      expect(names).toMatch(script);
    }
    const topics = new Set(conversations.map((item) => item.topic));
    for (const language of ['Deutsch', 'Français', 'Español', 'العربية', '中文']) expect(topics).toContain(language);
  });
});

describe('templates', () => {
  it('take one choice, nest, and drop what an empty choice leaves', () => {
    const slot = (name: string) => name.toUpperCase();
    expect(expand('[a|a] {b}[ |] [c [d|d]|c d] .', random(1), slot)).toBe('A B c d.');
    expect(() => expand('[a|b', random(1), slot)).toThrow(SyntaxError);
  });
});
