import { plural, t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';

export type Alignment = OutputOf<'standards.alignment'>;
export type AlignedClause = Alignment['clauses'][number];
export type AgreesWith = AlignedClause['gaps'][number];
export type Finding = Alignment['wording'][number];
export type OfflinePoint = Alignment['offline'][number];
export type CheckPoint = Alignment['checks'][number];

export const columns: { value: AgreesWith; label: string }[] = [
  { value: 'policy', label: t({ message: 'Policy', context: 'a document' }) },
  { value: 'procedure', label: t`Procedure` },
  { value: 'brand', label: t`Brand value` },
];

export const areaWords: Record<CheckPoint['area'], string> = {
  consumer: t`Consumer law`,
  privacy: t`Privacy`,
  copyright: t`Copyright`,
  codes: t`Codes of practice`,
  security: t`Security`,
  accessibility: t`Accessibility`,
};

/** How many points of each part wait. */
export function openIn({ clauses, wording, offline, checks }: Alignment) {
  return {
    matrix: clauses.reduce((sum, clause) => sum + clause.gaps.length, 0),
    wording: wording.filter((one) => one.isOpen).length,
    offline: offline.filter((one) => one.isOpen).length,
    checks: checks.filter((one) => one.state === 'open' || one.state === 'fails').length,
  };
}

/** What Heed saw that is not so, in words. */
export function failureWords({ looksAt, count }: NonNullable<CheckPoint['seen']>): string {
  if (looksAt === 'second-step')
    return plural(count, {
      one: '# owner or manager signs in without a second step',
      other: '# owners and managers sign in without a second step',
    });
  return plural(count, {
    one: '# event has waited for its seal for more than ten minutes',
    other: '# events have waited for their seal for more than ten minutes',
  });
}
