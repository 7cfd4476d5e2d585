import { expect } from 'vitest';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import type { TestHeed } from '#kernel/test/heed.ts';
import { addMailbox, changeMailbox, makeIngestToken } from '../contract.ts';
import { ingestPath } from '../contract-words.ts';

/** An address that can take mail in and, where a relay is named, send. */
export interface Box {
  mailboxId: string;
  address: string;
  token: string;
}

export async function openBox(owner: Client, address: string, more: Record<string, unknown> = {}): Promise<Box> {
  const { mailboxId } = await owner.call(addMailbox, { address, name: 'Fennick & Rowe', ...more });
  const { token } = await owner.call(makeIngestToken, { mailboxId });
  return { mailboxId, address, token: token ?? '' };
}

/** Lets an address send by a relay on this machine. */
export function sendBy(owner: Client, box: Box, version: number, port: number, more: Record<string, unknown> = {}) {
  const relay = { relayHost: '127.0.0.1', relayPort: port, relaySecurity: 'none' as const };
  return owner.call(changeMailbox, { mailboxId: box.mailboxId, version, ...relay, ...more });
}

/** A raw mail of these headers and this text. */
export function mail(headers: Record<string, string>, text = 'Does it come in red?'): string {
  const lines = { 'Content-Type': 'text/plain; charset=utf-8', Date: 'Mon, 02 Nov 2026 09:00:00 +1100', ...headers };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
  return `${head.join('\r\n')}\r\n\r\n${text.replace(/\r?\n/g, '\r\n')}\r\n`;
}

/** Delivers as a gateway does. */
export function deliver(heed: TestHeed, box: Box, raw: string | Uint8Array): Promise<Response> {
  const headers = { Authorization: `Bearer ${box.token}`, 'Content-Type': 'message/rfc822' };
  return heed.anonymous().raw('POST', ingestPath, { body: raw, headers });
}

export interface Settled {
  state: string;
  reason: string | null;
  message_id: string | null;
  conversation_id: string | null;
}

/** What became of a mail, once it is read. */
export async function settled(heed: TestHeed, mailId: string): Promise<Settled> {
  // A machine that is slow puts off what takes long to read, for a minute.
  for (let waited = 0; waited < 90_000; waited += 50) {
    const [row] = await asOwner<Settled>(
      heed.ownerUrl,
      `SELECT a.state, a.reason, a.message_id, m.conversation_id FROM mail a
       LEFT JOIN message m ON m.workspace_id = a.workspace_id AND m.id = a.message_id WHERE a.id = $1`,
      [mailId],
    );
    if (row && row.state !== 'stored') return row;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error('the mail was not read in time');
}

/** Delivers a mail and waits until it has become what it is. */
export async function post(heed: TestHeed, box: Box, raw: string | Uint8Array): Promise<Settled & { mailId: string }> {
  const response = await deliver(heed, box, raw);
  expect([200, 202]).toContain(response.status);
  const { mailId } = (await response.json()) as { mailId: string };
  return { ...(await settled(heed, mailId)), mailId };
}

/** The same for one that is to become a message: its conversation. */
export async function posted(heed: TestHeed, box: Box, raw: string | Uint8Array): Promise<string> {
  const { state, reason, conversation_id: conversationId } = await post(heed, box, raw);
  expect([state, reason]).toEqual(['message', null]);
  return conversationId ?? '';
}
