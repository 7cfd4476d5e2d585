import type { Client } from '#kernel/test/client.ts';
import type { TestHeed } from '#kernel/test/heed.ts';
import { addLine, makeLineToken, telephonyPath } from '../contract.ts';

/** A telephone exchange as Heed hears it: a stub that tells of its calls over HTTP. */
export interface Exchange {
  lineId: string;
  token: string;
  tell(event: Record<string, unknown>): Promise<{ status: number; body: Record<string, unknown> }>;
}

export async function openExchange(
  heed: TestHeed,
  owner: Client,
  more: { name?: string; teamId?: string; callBackMinutes?: number } = {},
): Promise<Exchange> {
  const { lineId } = await owner.call(addLine, { name: 'The shop’s exchange', ...more });
  const { token } = await owner.call(makeLineToken, { lineId });
  return {
    lineId,
    token: token ?? '',
    tell: async (event) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const response = await heed.anonymous().raw('POST', telephonyPath, { body: event, headers });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}
