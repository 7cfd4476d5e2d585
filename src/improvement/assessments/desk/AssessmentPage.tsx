import { t } from '@lingui/core/macro';
import './assessments.css';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { asProblem, tellProblem, useCommandOf, useData, useQueryOf } from '#kernel/web/hooks.tsx';
import { saveFile } from '#kernel/web/save-file.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { AssessmentDialog } from './AssessmentDialog.tsx';
import { Checklist } from './Checklist.tsx';
import { type Assessment, noon, stateWords, touching, unitOf } from './words.ts';

const back = { to: '/assessments', label: t`Back to the assessments` };

type Acting = { assessment: Assessment; onChange: () => void };

/** Changing it, and the checklist as a file. */
function MoreMenu({ assessment, onChange }: Acting) {
  const { client } = useData();
  const { id: assessmentId, plannedOn, state } = assessment;
  const mayChange = assessment.abilities.includes('keep') && state !== 'closed';
  const takeCsv = async () => {
    try {
      const { fileName, csv } = await client.query('assessments.export', { assessmentId });
      saveFile(fileName, csv, 'text/csv;charset=utf-8');
    } catch (problem) {
      tellProblem(asProblem(problem));
    }
  };
  const takeJson = () => {
    const { abilities: _, ...whole } = assessment;
    saveFile(`heed-assessment-${plannedOn}.json`, `${JSON.stringify(whole, null, 2)}\n`, 'application/json');
  };
  return (
    <Menu
      label={t`More about this assessment`}
      entries={[
        ...(mayChange ? [{ label: t`Change the assessment`, onPick: onChange }] : []),
        { group: t`Export the checklist` },
        { label: t`CSV`, onPick: () => void takeCsv() },
        { label: t`JSON`, onPick: takeJson },
      ]}
      target={<IconButton icon={IconDots} label={t`More about this assessment`} />}
    />
  );
}

const steps = {
  planned: { state: 'open', label: t`Open it` },
  open: { state: 'closed', label: t`Close it` },
  closed: { state: 'open', label: t`Open it again` },
} as const;

function Actions(props: Acting) {
  const { assessment } = props;
  const { id: assessmentId, state, abilities } = assessment;
  const move = useCommandOf('assessments.move', touching(assessmentId));
  const step = steps[state];
  return (
    <>
      <MoreMenu {...props} />
      {abilities.includes('keep') && (
        <Button
          kind={state === 'closed' ? 'default' : 'primary'}
          disabled={move.busy}
          onClick={() => void move.run({ assessmentId, state: step.state })}
        >
          {step.label}
        </Button>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function Facts({ assessment }: { assessment: Assessment }) {
  const formats = useFormats();
  const { learnerName, assessorName, plannedOn, openedAt, closedAt, conditions, met } = assessment;
  const { state, words } = stateWords[assessment.state];
  return (
    <dl className="assess-facts">
      <Fact name={t`Learner`}>{learnerName}</Fact>
      <Fact name={t`Assessor`}>{assessorName}</Fact>
      <Fact name={t`Planned for`}>{formats.date(noon(plannedOn))}</Fact>
      {openedAt && <Fact name={t`Opened`}>{formats.date(openedAt)}</Fact>}
      {closedAt && <Fact name={t`Closed`}>{formats.date(closedAt)}</Fact>}
      <Fact name={t`Where it stands`}>
        <State state={state} pill>
          {words}
        </State>
      </Fact>
      <Fact name={t`Conditions`}>
        <State state={met < conditions ? 'warn' : 'kept'}>{t`${met} of ${conditions} met`}</State>
      </Fact>
    </dl>
  );
}

/** An assessment: who and what, and the checklist of what it rests on. */
export function AssessmentPage() {
  const { assessmentId = '' } = useParams({ strict: false }) as { assessmentId?: string };
  const { data: assessment, error, refetch } = useQueryOf('assessments.get', { assessmentId });
  const [isChanging, setChanging] = useState(false);
  if (!assessment)
    return (
      <Page title={t`Assessment`} back={back}>
        {error ? (
          <Trouble problem={error} again={() => void refetch()} />
        ) : (
          <Skeleton label={t`Loading the assessment`} rows={8} />
        )}
      </Page>
    );
  return (
    <Page
      title={unitOf(assessment)}
      back={back}
      actions={<Actions assessment={assessment} onChange={() => setChanging(true)} />}
    >
      <Facts assessment={assessment} />
      <Checklist assessment={assessment} />
      {isChanging && <AssessmentDialog assessment={assessment} onClose={() => setChanging(false)} />}
    </Page>
  );
}
