import type { Client } from '#kernel/test/client.ts';
import { addFinding, takeStep } from '../contract.ts';

/** A finding as somebody may write it; its source stands outside. */
export const finding = {
  learnt: 'Whoever waits for more than five minutes in a chat leaves and calls instead.',
  need: 'Customers need to know within minutes that somebody is there.',
  sources: [
    {
      is: 'outside' as const,
      title: 'Waiting in chats, interviews with twelve customers',
      address: 'https://research.example/waiting',
      date: '2026-09-30',
    },
  ],
};

/** Writes down a need and takes the steps that come before the consultation. */
export async function researched(by: Client, versionId: string): Promise<void> {
  await by.call(addFinding, { versionId, ...finding });
  await by.call(takeStep, { versionId, to: 'needs' });
  await by.call(takeStep, { versionId, to: 'benchmark' });
}
