import type { Attachment } from '../contract-files.ts';
import type { Draft } from '../contract-writing.ts';

/** A draft as this browser knows it. */
export type KeptDraft = {
  text: string;
  /** Files that are on the server and go with it. */
  files: readonly Attachment[];
  /** The last message that was there when it was begun. */
  seenNumber: number;
  /** The saved state that it grew from; null when the server has none. */
  tag: string | null;
  savedAt: string | null;
  /** Whether the server does not have this text yet. */
  isDirty: boolean;
  /** The server could not be told; it is kept here until it can. */
  isLocal: boolean;
};

export const noDraft: KeptDraft = {
  text: '',
  files: [],
  seenNumber: 0,
  tag: null,
  savedAt: null,
  isDirty: false,
  isLocal: false,
};

export const isBlank = (text: string) => text.trim() === '';
/** Whether there is nothing to send. */
export const isEmpty = ({ text, files }: Pick<KeptDraft, 'text' | 'files'>) => isBlank(text) && files.length === 0;

/** After typing. Whoever begins has seen what is there now. */
export function typed(old: KeptDraft, text: string, lastNumber: number): KeptDraft {
  const begins = isEmpty(old) && !isBlank(text);
  return { ...old, text, seenNumber: begins ? lastNumber : old.seenNumber, isDirty: true };
}

/** With other files. A file begins a message as a word does. */
export function carrying(old: KeptDraft, files: readonly Attachment[], lastNumber: number): KeptDraft {
  const begins = isEmpty(old) && files.length > 0;
  return { ...old, files, seenNumber: begins ? lastNumber : old.seenNumber, isDirty: true };
}

/** After its text was sent: the server forgets it too. */
export function emptied(old: KeptDraft): KeptDraft {
  return { ...noDraft, tag: old.tag, isDirty: old.tag !== null };
}

/** Both texts, without saying the same twice. */
export function bothTexts(mine: string, theirs: string): string {
  if (isBlank(theirs) || mine.includes(theirs.trim())) return mine;
  return theirs.includes(mine.trim()) ? theirs : `${theirs}\n\n${mine}`;
}

const most = 10;

/** Both lists, each file once. */
export function bothFiles(mine: readonly Attachment[], theirs: readonly Attachment[]): readonly Attachment[] {
  const more = mine.filter((one) => theirs.every((other) => other.id !== one.id));
  return more.length === 0 ? theirs : [...theirs, ...more].slice(0, most);
}

/** What was typed here together with what another device saved. */
export function joined(old: KeptDraft, draft: Draft | undefined): KeptDraft {
  if (!draft) return { ...old, tag: null, savedAt: null };
  const text = bothTexts(old.text, draft.text);
  const files = bothFiles(old.files, draft.attachments);
  const seenNumber = isEmpty(old) ? draft.seenNumber : Math.min(old.seenNumber, draft.seenNumber);
  const isDirty = text !== draft.text || files !== draft.attachments;
  return { ...old, text, files, seenNumber, tag: draft.tag, savedAt: draft.savedAt, isDirty };
}

/** After the server said what it keeps. What is typed here and not saved yet is never lost by it. */
export function taken(old: KeptDraft, draft: Draft | undefined): KeptDraft {
  if ((draft?.tag ?? null) === old.tag) return old;
  if (old.isDirty && !isEmpty(old)) return joined(old, draft);
  if (!draft) return noDraft;
  const { text, attachments: files, seenNumber, tag, savedAt } = draft;
  return { text, files, seenNumber, tag, savedAt, isDirty: false, isLocal: false };
}

/** What this browser kept; nothing when there is none or it keeps nothing. */
export function readKept(key: string): KeptDraft {
  try {
    const kept = localStorage.getItem(key);
    if (kept === null) return noDraft;
    // A text alone: kept before drafts were saved on the server.
    if (!kept.startsWith('{"draft":')) return { ...noDraft, text: kept, isDirty: true };
    return { ...noDraft, ...(JSON.parse(kept) as { draft: KeptDraft }).draft };
  } catch {
    return noDraft;
  }
}

/** Keeps it in this browser; what is empty and known to the server is forgotten. */
export function storeKept(key: string, draft: KeptDraft): void {
  try {
    if (isEmpty(draft) && !draft.isDirty) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ draft }));
  } catch {
    // Full or forbidden storage: the text is still on screen.
  }
}
