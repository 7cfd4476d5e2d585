import type { InputTo } from '#kernel/web/data.ts';
import type { ContactKind, Outcome, Way } from '../contract-words.ts';

/** Whom it was with: somebody known, or a name that is new. */
export type Who = { id: string; name: string } | { newName: string };

export type LogValues = {
  kind: ContactKind;
  way: Way;
  text: string;
  phone: string;
  keepsPhone: boolean;
  outcome: Outcome;
  /** Minutes it took; empty: since the dialog was opened. */
  minutes: string;
  /** Day on which a letter came, as a date field writes it; empty: today. */
  day: string;
  conversationId: string;
  afterwards: 'open' | 'waiting' | 'resolved';
  wrapUpReasonId: string;
  /** Minutes until the call-back, `at` for a given time, empty for none. */
  callBackIn: string;
  callBackAt: string;
  callBackWords: string;
};

export const firstValues: LogValues = {
  ...{ kind: 'call', way: 'in', text: '', phone: '', keepsPhone: false, outcome: 'reached', minutes: '', day: '' },
  ...{ conversationId: '', afterwards: 'open', wrapUpReasonId: '' },
  ...{ callBackIn: '', callBackAt: '', callBackWords: '' },
};

type Sent = InputTo<'calls.log'>;
const minuteMs = 60_000;

/** Whether something typed is the beginning of a phone number rather than a name. */
export function looksLikePhone(typed: string): boolean {
  return /^\+?[\d\s().\-/]{4,}$/.test(typed.trim()) && typed.replace(/\D/g, '').length >= 4;
}

/** When it was: for letters the day on which it came, else from the beginning of the dialog or so many minutes ago. */
export function timesOf({ kind, minutes, day }: LogValues, openedAt: number, now: number) {
  if (kind === 'letter') {
    const came = day === '' ? now : Math.min(new Date(`${day}T12:00`).getTime(), now);
    return { beganAt: new Date(came).toISOString() };
  }
  const began = minutes.trim() === '' ? openedAt : now - Number(minutes) * minuteMs;
  return { beganAt: new Date(began).toISOString(), endedAt: new Date(now).toISOString() };
}

/** When to call back; undefined for never, NaN where no time was given. */
export function callBackAt({ callBackIn, callBackAt: at }: LogValues, now: number): number | undefined {
  if (callBackIn === '') return undefined;
  return callBackIn === 'at' ? new Date(at).getTime() : now + Number(callBackIn) * minuteMs;
}

type More = {
  who: Who | undefined;
  fileIds: readonly string[];
  openedAt: number;
  now: number;
  phoneCallId?: string | undefined;
};

/** What is sent for what was typed. A call that a telephone system told of keeps its own times. */
export function inputOf(values: LogValues, { who, fileIds, openedAt, now, phoneCallId }: More): Sent {
  const { kind, way, text, outcome, conversationId, afterwards, wrapUpReasonId, callBackWords, keepsPhone } = values;
  const phone = values.phone.trim();
  const due = callBackAt(values, now);
  const words = callBackWords.trim();
  const isCall = kind === 'call';
  const given = phoneCallId && values.minutes.trim() === '' ? {} : timesOf(values, openedAt, now);
  return {
    ...{ kind, way, text, ...given },
    ...(who && ('id' in who ? { customerId: who.id } : { newCustomer: { name: who.newName } })),
    ...(conversationId && { conversationId }),
    ...(phoneCallId && { phoneCallId }),
    ...(phone && { phone, ...(keepsPhone && { keepsPhone }) }),
    ...(isCall && { outcome }),
    ...(fileIds.length > 0 && { fileIds: [...fileIds] }),
    ...(afterwards === 'resolved' ? { wrapUpReasonId } : { status: afterwards }),
    ...(due !== undefined && { callBack: { dueAt: new Date(due).toISOString(), ...(words && { words }) } }),
  };
}
