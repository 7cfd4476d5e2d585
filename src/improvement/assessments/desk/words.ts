import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import type { StateName } from '#kernel/web/ui/State.tsx';

export type Assessment = OutputOf<'assessments.get'>;
export type Brief = OutputOf<'assessments.list'>['assessments'][number];
export type Condition = Assessment['checklist'][number];
export type Link = Condition['links'][number];
export type Target = Condition['suggestions'][number]['to'];
export type Kind = Condition['kind'];

const kindWords: Record<Kind, string> = {
  response_times: t`Response times`,
  communication_styles: t`Communication styles`,
  complaints: t`Complaints`,
  reporting_issues: t`Reporting issues`,
  professional_standards: t`Professional service standards`,
  other: t`Something else`,
};
export const kinds = Object.keys(kindWords) as Kind[];
export const kindTitle = (kind: Kind) => kindWords[kind];
export const conditionTitle = ({ kind, title }: Pick<Condition, 'kind' | 'title'>) => title || kindWords[kind];

/** What would meet a condition for which there is nothing. */
export const lackWords: Record<Kind, string> = {
  response_times: t`No standard in force says anything about response times. Publish one with a clause in that section, and it is offered here.`,
  communication_styles: t`No standard in force says how we write and speak. Publish one with a clause in the section on style, and it is offered here.`,
  complaints: t`No standard in force says how complaints are resolved. Publish one with a clause in that section, and it is offered here.`,
  reporting_issues: t`No standard in force says how service issues are reported. Publish one with a clause in that section, and it is offered here.`,
  professional_standards: t`There is no code of practice in the library. Add one there, and it is offered here.`,
  other: t`Nothing is linked yet. Link a clause of a standard in force, or an item of the library.`,
};

export const stateWords: Record<Brief['state'], { state: StateName; words: string }> = {
  planned: { state: 'info', words: t`Planned` },
  open: { state: 'running', words: t`Open` },
  closed: { state: 'kept', words: t`Closed` },
};

export const unitOf = ({ unitCode, unitTitle }: Pick<Brief, 'unitCode' | 'unitTitle'>) =>
  unitCode ? `${unitCode} ${unitTitle}` : unitTitle;

/** What a change of an assessment touches. */
export const touching = (assessmentId: string) => ({ touches: () => ['assessments', `assessment:${assessmentId}`] });

/** A day without a time, as formats take it. */
export const noon = (day: string) => `${day}T12:00:00Z`;

export const numberOf = ({ major, minor }: { major: number; minor: number }) => `${major}.${minor}`;
