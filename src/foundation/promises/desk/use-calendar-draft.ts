import { useEffect, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { caseOf, type Draft, draftOf, rulesOf, sameRules } from './calendar-draft.ts';

export type CalendarData = OutputOf<'calendars.list'>['calendars'][number];
export type Preview = OutputOf<'calendars.preview'>;
/** What is wrong at a place such as `hours.mon[0]`, in words. */
export type ProblemAt = (where: string) => string | undefined;

/** A value once it has rested, so that not every key asks the server. */
export function useSettled<T>(value: T, ms = 300): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** What the server makes of a draft: whether it is open now, and what is wrong where. */
export function usePreview(draft: Draft): { preview: Preview | undefined; problemAt: ProblemAt; problems: number } {
  const now = useNow(60_000);
  const asked = useSettled(caseOf(rulesOf(draft), { at: now }));
  const preview = useQueryOf('calendars.preview', { case: asked }, { keep: true }).data;
  const problems = preview?.problems ?? [];
  return {
    preview,
    problems: problems.length,
    problemAt: (where) => problems.find((one) => one.where === where)?.words,
  };
}

/**
 * The editor's copy of a calendar. It starts from the newest version and follows it until something is changed; from
 * then on it stays with the version it began with, so that two people do not write over each other.
 */
export function useCalendarDraft(calendar: CalendarData) {
  const [base, setBase] = useState(calendar);
  const [draft, setDraft] = useState(() => draftOf(calendar.name, calendar.rules));
  const isChanged = draft.name.trim() !== base.name || !sameRules(rulesOf(draft), base.rules);
  const startFrom = (newest: CalendarData) => {
    setBase(newest);
    setDraft(draftOf(newest.name, newest.rules));
  };
  const isOlder = calendar.number !== base.number || calendar.name !== base.name;
  if (isOlder && !isChanged) startFrom(calendar);
  return {
    base,
    draft,
    isChanged,
    /** Somebody else saved a version meanwhile. */
    isBehind: isOlder && isChanged,
    set: (change: Partial<Draft>) => setDraft((old) => ({ ...old, ...change })),
    undo: () => startFrom(calendar),
    /** Takes the saved draft as the ground, until the server tells the same. */
    saved: (number: number) => setBase({ ...base, number, name: draft.name.trim(), rules: rulesOf(draft) }),
  };
}
