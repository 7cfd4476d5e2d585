import { t } from '@lingui/core/macro';
import IconVisit from '@tabler/icons-react/dist/esm/icons/IconBuildingStore.mjs';
import IconLetter from '@tabler/icons-react/dist/esm/icons/IconMailbox.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import IconIn from '@tabler/icons-react/dist/esm/icons/IconPhoneIncoming.mjs';
import IconOut from '@tabler/icons-react/dist/esm/icons/IconPhoneOutgoing.mjs';
import IconMissed from '@tabler/icons-react/dist/esm/icons/IconPhoneX.mjs';
import type { Glyph } from '#kernel/web/ui/Icon.tsx';
import type { StateName } from '#kernel/web/ui/State.tsx';
import type { CallState, ContactKind, Outcome, ShownOutcome, Way } from '../contract-words.ts';

export const kinds: { value: ContactKind; label: string; icon: Glyph }[] = [
  { value: 'call', label: t`Call`, icon: IconPhone },
  { value: 'visit', label: t`Visit`, icon: IconVisit },
  { value: 'letter', label: t`Letter`, icon: IconLetter },
];

/** Who came to whom, by what it was. */
export const ways: Record<ContactKind, Record<Way, string>> = {
  call: { in: t`They called`, out: t`We called` },
  visit: { in: t`They came to us`, out: t`We went to them` },
  letter: { in: t`They wrote`, out: t`We wrote` },
};

export const outcomes: Record<ShownOutcome, string> = {
  reached: t`spoken`,
  left_message: t`message left`,
  not_reached: t`not reached`,
  missed: t`missed`,
};

export const outcomeChoices: { value: Outcome; label: string }[] = [
  { value: 'reached', label: t`Spoke with them` },
  { value: 'left_message', label: t`Left a message` },
  { value: 'not_reached', label: t`Did not reach them` },
];

/** The mark of a contact: what it was, and which way it went. */
export function markOf(kind: ContactKind, way: Way, outcome: ShownOutcome | null): Glyph {
  if (kind === 'visit') return IconVisit;
  if (kind === 'letter') return IconLetter;
  if (outcome === 'missed' || outcome === 'not_reached') return IconMissed;
  return way === 'in' ? IconIn : IconOut;
}

export const callStates: Record<CallState, { state: StateName; word: string }> = {
  ringing: { state: 'running', word: t`Ringing` },
  answered: { state: 'running', word: t`Being spoken` },
  ended: { state: 'kept', word: t`Ended` },
  missed: { state: 'warn', word: t`Missed` },
};

/** How long it took, to the second while it is short: `4 min 10 s`. */
export function lengthWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return t`${seconds} s`;
  if (minutes >= 60) return t`${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return seconds % 60 === 0 ? t`${minutes} min` : t`${minutes} min ${seconds % 60} s`;
}
