import type { History } from '#contact/conversations/index.ts';
import { dayIn, startOf } from '#foundation/measures/index.ts';
import { type Replayed, type ReplayTarget, replay, targetFor } from '#foundation/promises/index.ts';
import type { WhatIfResult } from '../contract.ts';

type Side = WhatIfResult['now'];
type Both = { now: Side; proposed: Side };

/** What is compared. Instants are milliseconds. */
export interface Comparison {
  measure: string;
  /** In force now. */
  current: readonly ReplayTarget[];
  proposed: ReplayTarget;
  /** Targets of the measure that holds this one back while its clock runs. */
  before: readonly ReplayTarget[];
  until: number;
  timeZone: string;
}

const none = (): Side => ({ kept: 0, broken: 0, warned: 0 });
const both = (): Both => ({ now: none(), proposed: none() });

/**
 * Counts clocks of conversations under the targets in force and under a proposed one, which takes the place of the
 * target of the same brand, channel and team. Conversations that a more specific target goes on to serve do not count.
 */
export class Tally {
  private readonly comparison: Comparison;
  private readonly all: readonly ReplayTarget[];
  private readonly total = both();
  private conversations = 0;
  private readonly channels = new Map<string, Both>();
  private readonly weeks = new Map<string, Both>();
  private readonly weekOfHour = new Map<number, string>();

  constructor(comparison: Comparison) {
    const { current, proposed } = comparison;
    const isReplaced = (one: ReplayTarget) =>
      one.channel === proposed.channel && one.teamId === proposed.teamId && one.brandId === proposed.brandId;
    this.comparison = comparison;
    this.all = [proposed, ...current.filter((one) => !isReplaced(one))];
  }

  add(history: History): void {
    const { measure, current, proposed, before, until } = this.comparison;
    const { channel, happened } = history;
    if (targetFor(this.all, history) !== proposed) return;
    this.conversations++;
    const isHeldBack = targetFor(before, history) !== undefined;
    const target = targetFor(current, history);
    const now = target ? replay(measure, target, happened, until, isHeldBack) : [];
    const under = replay(measure, proposed, happened, until, isHeldBack);
    for (const one of now) this.count('now', channel, one);
    for (const one of under) this.count('proposed', channel, one);
  }

  private count(side: keyof Both, channel: string, { startedAt, outcome, wasWarned }: Replayed): void {
    if (outcome === 'left_out') return;
    for (const { [side]: sum } of [
      this.total,
      this.of(this.channels, channel),
      this.of(this.weeks, this.week(startedAt)),
    ]) {
      sum[outcome]++;
      if (wasWarned) sum.warned++;
    }
  }

  private of(map: Map<string, Both>, key: string): Both {
    const known = map.get(key) ?? both();
    map.set(key, known);
    return known;
  }

  /** The Monday; a formatter is asked once an hour of the period, as it is slow. */
  private week(at: number): string {
    const hour = Math.floor(at / 3_600_000);
    const known = this.weekOfHour.get(hour) ?? startOf('week', dayIn(this.comparison.timeZone, new Date(at)));
    this.weekOfHour.set(hour, known);
    return known;
  }

  result(): WhatIfResult {
    const listed = (map: Map<string, Both>) =>
      [...map].map(([key, sides]) => ({ key, ...sides })).toSorted((one, other) => one.key.localeCompare(other.key));
    return {
      conversations: this.conversations,
      ...this.total,
      channels: listed(this.channels),
      weeks: listed(this.weeks),
    };
  }
}
