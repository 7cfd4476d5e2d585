import { useSyncExternalStore } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import type { Data } from '#kernel/web/data.ts';
import { asProblem } from '#kernel/web/hooks.tsx';
import type { DraftKind } from './drafts.ts';

/** Something written that the server has not acknowledged yet. Its id becomes the message's. */
export type Unsent = {
  id: string;
  /** Who wrote it: nobody else may send it in their name. */
  personId: string;
  conversationId: string;
  kind: DraftKind;
  text: string;
  /** Where the conversation stands afterwards. */
  status: 'waiting' | 'open';
  at: string;
  state: 'sending' | 'sent' | 'failed';
  /** Why it failed, in words. */
  why?: string;
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
    const why = 'It was not sent before the page closed.';
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

async function deliver(data: Data, { id, conversationId, kind, text, status }: Unsent): Promise<void> {
  try {
    const more = { key: id };
    if (kind === 'note') await data.write('conversations.note', { conversationId, text }, more);
    else await data.write('conversations.reply', { conversationId, text, status }, more);
    forget(id);
    change(id, { state: 'sent' });
    data.refresh.hint([`conversation:${conversationId}`, 'inbox']);
  } catch (error) {
    const { title, detail } = asProblem(error);
    change(id, { state: 'failed', why: `${title}. ${detail}` });
  }
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
  draft: Pick<Unsent, 'personId' | 'conversationId' | 'kind' | 'text' | 'status'>,
): Promise<void> {
  const one: Unsent = { ...draft, id: newId(), at: new Date().toISOString(), state: 'sending' };
  keep(one);
  become([...unsent, one]);
  return enqueue(data, one);
}

/** Tries again with the same key: if the first try did arrive, nothing is written twice. */
export function sendAgain(data: Data, one: Unsent): void {
  change(one.id, { state: 'sending' });
  void enqueue(data, one);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What waits to be sent, of every conversation. */
export function useUnsent(): readonly Unsent[] {
  return useSyncExternalStore(subscribe, () => unsent);
}
