import { plural, t } from '@lingui/core/macro';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { ScrollBox } from '#kernel/web/ui/ScrollBox.tsx';
import { type Stage, StageLine } from '#kernel/web/ui/StageLine.tsx';
import type { Standard } from './words.ts';

type Version = Standard['version'];

/** How far each state has come along the line. */
const reached: Record<Version['state'], number> = {
  draft: 0,
  needs: 1,
  benchmark: 2,
  consulting: 3,
  aligning: 4,
  submitted: 5,
  approved: 6,
  scheduled: 6,
  published: 8,
  retired: 9,
};

/** Where the version stands, as a line with dates. */
export function LifeLine({ standard }: { standard: Standard }) {
  const { version, founded } = standard;
  const invited = standard.invitees.length;
  const formats = useFormats();
  const date = (at: string | null) => (at ? formats.date(at) : undefined);
  const asked = plural(invited, { one: '# asked', other: '# asked' });
  const stages: [name: string, when: string | undefined][] = [
    [t`Draft`, version.authorName ?? date(version.createdAt)],
    [
      t`Needs`,
      founded.carriedFrom
        ? t`taken over from ${founded.carriedFrom}`
        : plural(founded.findings, { 0: 'what customers need', one: '# finding', other: '# findings' }),
    ],
    [t`Benchmark`, plural(founded.benchmarks, { 0: 'how others do', one: '# benchmark', other: '# benchmarks' })],
    [
      t`Consult`,
      version.consultUntil ? t`${asked}, until ${formats.date(version.consultUntil)}` : t`those who work by it`,
    ],
    [t`Align`, t`law, brand, offline`],
    [t`Approve`, version.approverName ?? t`somebody who wrote none of it`],
    [t`Publish`, date(version.effectiveFrom) ?? t`from a day you set`],
    [t`In force`, version.publishedAt ? t`since ${formats.date(version.publishedAt)}` : t`starts the clocks`],
    [t`Retired`, date(version.retiredAt) ?? t`by the next version`],
  ];
  const at = reached[version.state];
  const place = (index: number): Stage['place'] => {
    if (version.state === 'published') return index < 7 ? 'done' : index === 7 ? 'now' : 'next';
    return index < at ? 'done' : index === at ? 'now' : 'next';
  };
  return (
    <ScrollBox className="std-life" label={t`Life cycle`}>
      <StageLine
        label={t`Life cycle of this version`}
        stages={stages.map(([name, when], index) => ({ name, when, place: place(index) }))}
      />
    </ScrollBox>
  );
}
