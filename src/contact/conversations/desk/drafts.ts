import { useEffect, useSyncExternalStore } from 'react';
import type { Data, PushHandlers } from '#kernel/web/data.ts';
import { useData, useQueryOf } from '#kernel/web/hooks.tsx';
import { ProblemError } from '#kernel/web/problem-error.ts';
import { useSession } from '#kernel/web/session.ts';
import type { Attachment } from '../contract-files.ts';
import type { Draft } from '../contract-writing.ts';
import * as drafting from './draft-state.ts';
import { type KeptDraft, noDraft } from './draft-state.ts';

export type DraftKind = 'reply' | 'note';

/** Whose draft it is, and of what. On a shared computer each person finds their own. */
export type DraftPlace = { personId: string; conversationId: string; kind: DraftKind };

const here = 250;
const onServer = 1_000;
const again = 10_000;

/** One draft while this page lives: kept in this browser as it is typed, on the server soon after. */
export interface Keeper {
  current(): KeptDraft;
  subscribe(listener: () => void): () => void;
  write(text: string, lastNumber: number): void;
  /** Puts a text, and files, before what is being written. */
  put(text: string, lastNumber: number, files?: readonly Attachment[]): void;
  /** A file that is on the server goes with it, or does not any more. */
  attach(file: Attachment, lastNumber: number): void;
  detach(fileId: string): void;
  /** Its text is on its way; what is typed next is another draft. */
  sent(): void;
  /** What the reader has seen by now, so that they are not asked about it again. */
  saw(lastNumber: number): void;
  /** Takes over what the server keeps; loses nothing of what was typed here. */
  adopt(draft: Draft | undefined): void;
  saveNow(outlives?: boolean): void;
}

const keepers = new Map<string, Keeper>();
const nameOf = ({ personId, conversationId, kind }: DraftPlace) => `${personId}.${conversationId}.${kind}`;

/** The one keeper of this draft. */
export function keeperOf(data: Data, place: DraftPlace): Keeper {
  const name = nameOf(place);
  const keeper = keepers.get(name) ?? createKeeper(data, place, `heed.draft.${name}`);
  keepers.set(name, keeper);
  return keeper;
}

/** One draft's state with whoever looks at it; each change is kept in this browser a moment later. */
interface Cell {
  get(): KeptDraft;
  set(next: KeptDraft): void;
  store(): void;
  subscribe(listener: () => void): () => void;
}

function createCell(key: string): Cell {
  let state = drafting.readKept(key);
  let storing: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const store = () => drafting.storeKept(key, state);
  return {
    get: () => state,
    set: (next) => {
      state = next;
      for (const listener of listeners) listener();
      clearTimeout(storing);
      storing = setTimeout(store, here);
    },
    store,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Brings what is typed to the server, one save at a time. */
function createSaver(data: Data, place: DraftPlace, cell: Cell) {
  const { conversationId, kind } = place;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSaving = false;
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), ms);
  };
  /** Another device saved meanwhile: both texts are joined, and the joined one saved. */
  const meet = async (): Promise<void> => {
    try {
      const { drafts } = await data.client.query('conversations.draft', { conversationId });
      cell.set(
        drafting.joined(
          cell.get(),
          drafts.find((one) => one.kind === kind),
        ),
      );
      later(0);
    } catch {
      later(again);
    }
  };
  /** Files that went with another message, or were removed meanwhile, cannot be kept for this one. */
  const leaveOut = ({ facts }: ProblemError): void => {
    const gone = facts.fileIds as readonly string[];
    const now = cell.get();
    cell.set({ ...now, files: now.files.filter((file) => !gone.includes(file.id)) });
    later(0);
  };
  const save = async (outlives = false): Promise<void> => {
    clearTimeout(timer);
    if (isSaving || !cell.get().isDirty) return;
    isSaving = true;
    const { text, files, seenNumber, tag } = cell.get();
    try {
      const fileIds = files.map((file) => file.id);
      const input = { conversationId, kind, text, fileIds, seenNumber, basis: tag };
      const saved = await data.client.command('conversations.save-draft', input, { outlives });
      const now = cell.get();
      cell.set({
        ...now,
        tag: saved.tag,
        savedAt: saved.savedAt,
        isDirty: now.text !== text || now.files !== files,
        isLocal: false,
      });
      remember(data, place, cell.get());
      isSaving = false;
      if (cell.get().isDirty) later(onServer);
    } catch (error) {
      isSaving = false;
      if (error instanceof ProblemError && error.code === 'conversation.draft_changed') return meet();
      if (error instanceof ProblemError && error.code === 'file.unknown') return leaveOut(error);
      cell.set({ ...cell.get(), isLocal: true });
      later(again);
    }
  };
  return { later, save, isSaving: () => isSaving };
}

function createKeeper(data: Data, place: DraftPlace, key: string): Keeper {
  const cell = createCell(key);
  const saver = createSaver(data, place, cell);
  const change = (next: KeptDraft, saveInMs: number) => {
    cell.set(next);
    saver.later(saveInMs);
  };
  if (cell.get().isDirty) saver.later(onServer);
  return {
    current: cell.get,
    subscribe: cell.subscribe,
    write: (text, lastNumber) => change(drafting.typed(cell.get(), text, lastNumber), onServer),
    put: (text, lastNumber, files = []) => {
      const old = cell.get();
      const both = [text, old.text].filter((one) => !drafting.isBlank(one)).join('\n\n');
      const next = drafting.typed(old, both, lastNumber);
      change(drafting.carrying(next, drafting.bothFiles(old.files, files), lastNumber), 0);
    },
    attach: (file, lastNumber) => {
      const old = cell.get();
      change(drafting.carrying(old, drafting.bothFiles([file], old.files), lastNumber), 0);
    },
    detach: (fileId) => {
      const { files, seenNumber } = cell.get();
      const left = files.filter((file) => file.id !== fileId);
      change(drafting.carrying(cell.get(), left, seenNumber), 0);
    },
    sent: () => {
      change(drafting.emptied(cell.get()), 0);
      cell.store();
    },
    saw: (lastNumber) => {
      const old = cell.get();
      cell.set({ ...old, seenNumber: Math.max(old.seenNumber, lastNumber) });
    },
    adopt: (draft) => {
      if (saver.isSaving()) return;
      const next = drafting.taken(cell.get(), draft);
      if (next === cell.get()) return;
      cell.set(next);
      if (next.isDirty) saver.later(onServer);
    },
    saveNow: (outlives) => {
      cell.store();
      void saver.save(outlives);
    },
  };
}

/** Shows what was saved without asking the server for it. */
function remember(
  data: Data,
  { conversationId, kind }: DraftPlace,
  { text, files, seenNumber, tag, savedAt }: KeptDraft,
): void {
  const saved = tag && savedAt ? [{ kind, text, attachments: [...files], seenNumber, tag, savedAt }] : [];
  data.cache.patch('conversations.draft', { conversationId }, ({ drafts }) => ({
    drafts: [...drafts.filter((one) => one.kind !== kind), ...saved],
  }));
  data.cache.patch('conversations.drafts', {}, ({ drafts }) => ({
    drafts: [
      ...saved.map((one) => ({ conversationId, kind, savedAt: one.savedAt })),
      ...drafts.filter((one) => one.conversationId !== conversationId || one.kind !== kind),
    ],
  }));
}

type Told = { conversationId: string; tag: string | null };

/** Another desk of mine saved a draft, or it was sent. */
export const draftPushes: PushHandlers = {
  draft: ({ data: told }, data) => {
    const { conversationId, tag } = told as Told;
    const known = data.cache.get('conversations.draft', { conversationId })?.drafts;
    if (tag !== null && known?.some((one) => one.tag === tag)) return;
    data.refresh.hint(['my-drafts']);
  },
};

/** Hears of drafts that other desks of mine save. */
export function useOwnInbox(): void {
  const { live } = useData();
  const { person, can } = useSession();
  const may = can('conversations.draft');
  useEffect(() => (may ? live.watch(`own-inbox:${person.id}`) : undefined), [live, person.id, may]);
}

/** In which conversations I have begun to write something, and what. */
export function useDraftMarks(): (conversationId: string) => DraftKind | undefined {
  const { can } = useSession();
  const drafts = useQueryOf('conversations.drafts', can('conversations.draft') ? {} : null).data?.drafts;
  return (conversationId) => drafts?.find((one) => one.conversationId === conversationId)?.kind;
}

/** The text being written for one conversation and kind; saved at once when the reader leaves it. */
export function useDraft(place: DraftPlace, lastNumber: number) {
  const data = useData();
  const keeper = keeperOf(data, place);
  const state = useSyncExternalStore(keeper.subscribe, keeper.current);
  const query = useQueryOf('conversations.draft', { conversationId: place.conversationId });
  const drafts = query.data?.drafts;
  const { kind } = place;
  useEffect(() => {
    if (drafts) keeper.adopt(drafts.find((one) => one.kind === kind));
  }, [keeper, drafts, kind]);
  useEffect(() => {
    const leave = () => keeper.saveNow(true);
    const onHide = () => document.hidden && leave();
    const onOnline = () => keeper.saveNow();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', onOnline);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', onOnline);
      document.removeEventListener('visibilitychange', onHide);
      keeper.saveNow();
    };
  }, [keeper]);
  return { ...(state ?? noDraft), keeper, write: (text: string) => keeper.write(text, lastNumber) };
}
