import type { Client } from '#kernel/test/client.ts';
import { addFinding, excuseBenchmark, getEvidence, takeStep } from '../contract.ts';

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

/** Takes the steps that come before the consultation, where they are still to come, and says why goals stand alone. */
export async function researched(by: Client, versionId: string): Promise<void> {
  const { abilities, goals } = await by.call(getEvidence, { versionId });
  for (const { measure, channel, benchmarkIds, reason } of goals) {
    if (benchmarkIds.length > 0 || reason) continue;
    await by.call(excuseBenchmark, {
      versionId,
      measure,
      channel,
      reason: 'Nobody publishes it for shops of our size',
    });
  }
  if (!abilities.includes('step')) return;
  await by.call(addFinding, { versionId, ...finding });
  await by.call(takeStep, { versionId, to: 'needs' });
  await by.call(takeStep, { versionId, to: 'benchmark' });
}
