import { t } from '@lingui/core/macro';
import { useSyncExternalStore } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import type { Data } from '#kernel/web/data.ts';
import { asProblem, tellProblem } from '#kernel/web/hooks.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Attachment } from '../contract-files.ts';
import { type DraftKind, keeperOf } from './drafts.ts';
import type { Named } from './mention-text.ts';

/** Something written that the server has not acknowledged yet. Its id becomes the message's. */
export type Unsent = {
  id: string;
  /** Who wrote it: nobody else may send it in their name. */
  personId: string;
  conversationId: string;
  kind: DraftKind;
  text: string;
  /** What goes with it; absent in what an earlier version kept. */
  files?: readonly Attachment[];
  /** Where the conversation stands afterwards. */
  status: 'waiting' | 'open';
  /** The last message that was there when it was begun; without it nobody asks about a colleague's answer. */
  seenNumber?: number | undefined;
  /** Whom a note mentions. */
  mentions?: Named | undefined;
  /** Seconds in which it can be taken back. */
  undoSeconds: number;
  at: string;
  /** `held`: the server has it, and the customer not yet. */
  state: 'sending' | 'held' | 'sent' | 'failed';
  leavesAt?: string;
  /** Why it failed, in words, and the code of the refusal. */
  why?: string;
  code?: string;
};

const prefix = 'heed.unsent.';
const listeners = new Set<() => void>();
const lines = new Map<string, Promise<void>>();
let unsent: readonly Unsent[] = kept();

/** What an earlier visit could not send stands as failed, ready to be tried again. */
function kept(): Unsent[] {
  try {
    const texts = Object.entries(localStorage).filter(([key]) => key.startsWith(prefix));
    const list: Unsent[] = texts.map(([, text]) => JSON.parse(text));
    const why = t`It was not sent before the page closed.`;
    return list.sort((a, b) => a.at.localeCompare(b.at)).map((one) => ({ ...one, state: 'failed', why }));
  } catch {
    return [];
  }
}

/** One entry each, so that two tabs do not overwrite what the other keeps. */
function keep(one: Unsent): void {
  try {
    localStorage.setItem(prefix + one.id, JSON.stringify(one));
  } catch {
    // Not kept over a reload, still on screen.
  }
}

function forget(id: string): void {
  try {
    localStorage.removeItem(prefix + id);
  } catch {
    // Storage is forbidden, so nothing was kept.
  }
}

function become(next: readonly Unsent[]): void {
  unsent = next;
  for (const listener of listeners) listener();
}

function change(id: string, to: Partial<Unsent>): void {
  become(unsent.map((one) => (one.id === id ? { ...one, ...to } : one)));
}

/** Forgets a line: it arrived, or its text went back into the text box. */
export function dropUnsent(id: string): void {
  forget(id);
  become(unsent.filter((one) => one.id !== id));
}

async function deliver(data: Data, one: Unsent): Promise<void> {
  const { id, conversationId } = one;
  try {
    const leavesAt = await handOver(data, one);
    forget(id);
    if (leavesAt !== undefined) {
      change(id, { state: 'held', leavesAt });
      offerUndo(data, one);
      return;
    }
    change(id, { state: 'sent' });
    data.refresh.hint([`conversation:${conversationId}`, 'inbox']);
  } catch (error) {
    const { code, title, detail } = asProblem(error);
    change(id, { state: 'failed', code, why: `${title}. ${detail}` });
  }
}

/** Gives it to the server. Returns when it leaves, where it can still be taken back. */
async function handOver(data: Data, one: Unsent): Promise<string | undefined> {
  const { id, conversationId, kind, text, files = [], status, seenNumber, undoSeconds, mentions } = one;
  const more = { key: id };
  const said = { conversationId, text, ...(files.length > 0 && { fileIds: files.map((file) => file.id) }) };
  if (kind === 'note') {
    await data.write('conversations.note', { ...said, ...(mentions && { mentions }) }, more);
    return undefined;
  }
  const answer = { ...said, status, ...(seenNumber !== undefined && { seenNumber }) };
  if (undoSeconds > 0) {
    return (await data.write('conversations.hold', { ...answer, seconds: undoSeconds }, more)).leavesAt;
  }
  await data.write('conversations.reply', answer, more);
  return undefined;
}

function offerUndo(data: Data, one: Unsent): void {
  const seconds = one.undoSeconds;
  showToast({ text: t`Your reply leaves in ${seconds} s`, seconds, undo: () => void takeBack(data, one) });
}

/** Takes a reply back that has not left; its text goes where it was written. Too late: says so. */
export async function takeBack(data: Data, one: Unsent): Promise<boolean> {
  const { id, personId, conversationId, kind, text, files, seenNumber = 0 } = one;
  try {
    await data.client.command('conversations.take-back', { messageId: id });
  } catch (error) {
    tellProblem(asProblem(error));
    return false;
  }
  dropUnsent(id);
  keeperOf(data, { personId, conversationId, kind }).put(text, seenNumber, files);
  return true;
}

/** One after the other in each conversation, so that two quick replies arrive in their order. */
function enqueue(data: Data, one: Unsent): Promise<void> {
  const before = lines.get(one.conversationId) ?? Promise.resolve();
  const done = before.then(() => deliver(data, one));
  lines.set(one.conversationId, done);
  return done;
}

/** Sends a reply or note; it shows at once and stays, with its text, until the server has it. */
export function sendText(
  data: Data,
  draft: Pick<Unsent, 'personId' | 'conversationId' | 'kind' | 'text' | 'files' | 'status'> &
    Pick<Unsent, 'seenNumber' | 'undoSeconds' | 'mentions'>,
): Promise<void> {
  const { personId, conversationId, kind, text, files = [], status, seenNumber, undoSeconds, mentions } = draft;
  const own = { personId, conversationId, kind, text, files, status, seenNumber, undoSeconds, mentions };
  const one: Unsent = { ...own, id: newId(), at: new Date().toISOString(), state: 'sending' };
  keep(one);
  become([...unsent, one]);
  return enqueue(data, one);
}

/**
 * Tries again with the same key: if the first try did arrive, nothing is written twice. Whoever was told that somebody
 * else answered means it, and gets a key of their own, for the refused write was another one.
 */
export function sendAgain(data: Data, one: Unsent): void {
  if (one.code === answeredMeanwhile) {
    dropUnsent(one.id);
    void sendText(data, { ...one, seenNumber: undefined });
    return;
  }
  change(one.id, { state: 'sending' });
  void enqueue(data, one);
}

/** The code of the refusal that asks whether to send in spite of a colleague's answer. */
export const answeredMeanwhile = 'conversation.answered_meanwhile';

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What waits to be sent, of every conversation. */
export function useUnsent(): readonly Unsent[] {
  return useSyncExternalStore(subscribe, () => unsent);
}
