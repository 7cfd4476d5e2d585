import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { duration, type Formats } from '#kernel/web/ui/format.ts';

export type Review = OutputOf<'reviews.get'>;
export type Section = Review['pack']['sections'][number];
export type Metric = Section['metrics'][number];
export type Finding = Review['findings'][number];
export type WhatIf = OutputOf<'reviews.what-ifs'>['whatIfs'][number];
export type Side = NonNullable<WhatIf['result']>['now'];

export const decisionWords: Record<Finding['decision'], string> = {
  keep: t`Keep as it is`,
  change: t`Change`,
  stop: t`Stop`,
};

const sections: Record<string, string> = {
  actuals: t`Promised and kept`,
  feedback: t`What customers said`,
  broken: t`Broken promises by cause`,
  comments: t`What we said of the standard ourselves`,
};
/** The title in the reader's language; sections of others come with their own. */
export const sectionTitle = ({ name, title }: Section) => sections[name] ?? title;

const measures: Record<string, string> = {
  first_response: t`First response`,
  next_response: t`Next response`,
  full_resolution: t`Full resolution`,
  periodic_update: t`Periodic update`,
};
export const replayable = Object.entries(measures).map(([value, label]) => ({ value, label }));
export const measureWords = (name: string) => measures[name] ?? name.replaceAll('_', ' ');

const channels: Record<string, string> = { chat: t`chat`, email: t`mail`, form: t`form`, portal: t`portal` };
export const channelWords = (channel: string | null) =>
  channel === null ? t`every channel` : (channels[channel] ?? channel);
export const channelChoices = [
  { value: '', label: t`every channel` },
  ...Object.entries(channels).map(([value, label]) => ({ value, label })),
];

/** A number of the pack in its unit. */
export function valueWords(formats: Formats, unit: Metric['unit'], value: number | null): string {
  if (value === null) return '–';
  if (unit === 'share') return formats.share(value);
  return unit === 'minutes' ? duration(value * 60_000) : formats.number(Math.round(value * 10) / 10);
}

/** Whether a number is as it was promised; null where there is none. */
export function isMet({ value, target, is }: Pick<Metric, 'value' | 'target' | 'is'>): boolean | null {
  if (value === null) return null;
  return is === 'at_least' ? value >= target : value <= target;
}

/** Day of an ISO date at noon, so that no zone moves it to its neighbour. */
export const noon = (day: string) => `${day}T12:00:00Z`;

export const keptShare = ({ kept, broken }: Side) => (kept + broken === 0 ? null : kept / (kept + broken));
export const decided = ({ kept, broken }: Side) => kept + broken;

type Titled = Pick<WhatIf, 'measure' | 'channel' | 'minutes' | 'brandName'>;

/** `First response, chat, within 1 h`; of one brand with its name before. */
export function whatIfTitle({ measure, channel, minutes, brandName }: Titled): string {
  const words = t`${measureWords(measure)}, ${channelWords(channel)}, within ${duration(minutes * 60_000)}`;
  return brandName ? `${brandName}: ${words}` : words;
}

/** Where the file of a review is. */
export const fileOf = (reviewId: string, form: 'pdf' | 'json') => `/api/v1/reviews/${reviewId}/file?form=${form}`;
