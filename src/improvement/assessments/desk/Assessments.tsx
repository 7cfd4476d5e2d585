import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './assessments.css';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconSchool from '@tabler/icons-react/dist/esm/icons/IconSchool.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { AssessmentDialog } from './AssessmentDialog.tsx';
import { type Brief, noon, stateWords, unitOf } from './words.ts';

function Line({ assessment }: { assessment: Brief }) {
  const formats = useFormats();
  const { id, learnerName, assessorName, plannedOn, conditions, met } = assessment;
  const { state, words } = stateWords[assessment.state];
  return (
    <li>
      <span className="grow stack tight">
        <Link to="/assessments/$assessmentId" params={{ assessmentId: id }}>
          <b dir="auto">{unitOf(assessment)}</b>
        </Link>
        <span className="meta num">
          <Trans>
            <bdi>{learnerName}</bdi>, assessed by <bdi>{assessorName}</bdi>, {formats.date(noon(plannedOn))}
          </Trans>
        </span>
      </span>
      <State state={met < conditions ? 'warn' : 'kept'}>{t`${met} of ${conditions} conditions met`}</State>
      <State state={state} pill>
        {words}
      </State>
    </li>
  );
}

/** Who is assessed by whom, against what, and whether what that needs is within reach. */
export function Assessments() {
  const [isPlanning, setPlanning] = useState(false);
  const { pages, problem, hasMore, more, again } = usePagesOf('assessments.list', {});
  const rows = pages?.flatMap((page) => page.assessments);
  const mayPlan = pages?.[0]?.abilities.includes('plan');
  const plan = mayPlan && (
    <Button kind="primary" icon={IconPlus} onClick={() => setPlanning(true)}>{t`Plan an assessment`}</Button>
  );
  return (
    <Page title={t`Assessments`} actions={plan}>
      <p className="quiet assess-lead">
        <Trans>
          Whether somebody can do the work is judged against standards. Each assessment shows those it rests on, in the
          version that was linked.
        </Trans>
      </p>
      {problem && !rows && <Trouble problem={problem} again={again} />}
      {!rows && !problem && <Skeleton label={t`Loading assessments`} shape="rows" />}
      {rows?.length === 0 && (
        <Empty icon={IconSchool} title={t`No assessment yet`} action={plan}>
          {mayPlan ? (
            <Trans>
              Say who is assessed by whom and against what. What the standards in force say is linked by itself.
            </Trans>
          ) : (
            <Trans>Once an assessment is planned for you, you read here what it rests on.</Trans>
          )}
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <ul className="lines wraps" aria-label={t`Assessments`}>
          {rows.map((one) => (
            <Line key={one.id} assessment={one} />
          ))}
        </ul>
      )}
      {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
      {isPlanning && <AssessmentDialog onClose={() => setPlanning(false)} />}
    </Page>
  );
}
