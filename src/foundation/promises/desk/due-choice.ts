import { t } from '@lingui/core/macro';
import { instantOf, nextDay, wallOf } from './zone-time.ts';

/** When something is due, in plain terms. */
export type DueChoice = { kind: 'minutes' | 'today' | 'tomorrow' | 'day'; minutes: string; day: string; time: string };

/** What a new dialog offers: in an hour, on a day two days from now, in the late afternoon. */
export function firstChoice(now: number, timeZone: string): DueChoice {
  return { kind: 'minutes', minutes: '60', day: nextDay(wallOf(now, timeZone).day, 2), time: '17:00' };
}

/** The instant of a choice in milliseconds, or what is wrong with it. */
export function dueOf(choice: DueChoice, now: number, timeZone: string): { due: number } | { problem: string } {
  if (choice.kind === 'minutes') {
    const minutes = Number(choice.minutes);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 525_600)
      return { problem: t`Give a whole number of minutes, 1 or more.` };
    return { due: now + minutes * 60_000 };
  }
  const today = wallOf(now, timeZone).day;
  const day = choice.kind === 'today' ? today : choice.kind === 'tomorrow' ? nextDay(today, 1) : choice.day;
  const due = instantOf({ day, time: choice.time }, timeZone);
  if (due === null) return { problem: t`Give a day and a time.` };
  return due > now ? { due } : { problem: t`This time is over. Choose one that is still to come.` };
}
