import { plural, t } from '@lingui/core/macro';
import { told } from '#kernel/web/language/told.ts';
import type { Review } from './words.ts';

/** In words, what stands between a review and its signature; nothing once it is signed. */
export function lacksOf(review: Review): string[] {
  if (review.signedAt) return [];
  const { coverage, sections } = review.pack;
  const { days, needed, missing } = coverage;
  const done = new Set(review.evaluations.map((one) => one.metric));
  const open = sections.flatMap((section) => section.metrics.filter((metric) => !done.has(metric.key)));
  const names = open.map((metric) => `${metric.clause} (${told(metric.name)})`).join('; ');
  const unmade = review.findings.filter((one) => one.decision === 'change' && !one.isMade && !one.notNow);
  return [
    ...(missing > 0
      ? [t`${days} of ${needed} days are covered by data, ${missing} are missing: this is not three months.`]
      : []),
    ...(coverage.isCounting ? [t`History is still being counted.`] : []),
    ...(open.length > 0
      ? [`${plural(open.length, { one: '# number is not evaluated', other: '# numbers are not evaluated' })}: ${names}`]
      : []),
    ...unmade.map(({ text }) => t`Change the clause in the draft, or say why not now: ${text}`),
  ];
}
