import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import '../standards.css';
import './align.css';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, ButtonLink } from '#kernel/web/ui/Button.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { checklistLanguage, stateWords } from '../words.ts';
import { AnswerDialog, type Asked } from './AnswerDialog.tsx';
import { Checklist } from './Checklist.tsx';
import { Matrix } from './Matrix.tsx';
import { OfflineTable, WordingList } from './Points.tsx';
import { type Alignment, openIn } from './words.ts';

function Part({
  id,
  title,
  open,
  lead,
  children,
}: {
  id: string;
  title: string;
  open: number;
  lead: string;
  children: ReactNode;
}) {
  return (
    <section className="align-part" aria-labelledby={id}>
      <div className="line wrap">
        <h2 id={id}>{title}</h2>
        {open > 0 ? (
          <State state="warn" pill>
            {plural(open, { one: '# open', other: '# open' })}
          </State>
        ) : (
          <State state="kept" pill>{t`Nothing open`}</State>
        )}
      </div>
      <p className="quiet standards-lead">{lead}</p>
      {children}
    </section>
  );
}

function Head({ alignment, versionId }: { alignment: Alignment; versionId: string }) {
  const navigate = useNavigate();
  const submit = useCommandOf('standards.submit', { touches: () => ['standards'] });
  const { abilities, standardId, state } = alignment;
  const ask = async () => {
    if (!(await submit.run({ versionId }))) return;
    showToast({ state: 'kept', text: t`It waits for approval` });
    void navigate({ to: '/standards/$standardId/$versionId', params: { standardId, versionId } });
  };
  return (
    <>
      <Badge accent>{`${stateWords[state]} ${alignment.major}.${alignment.minor}`}</Badge>
      <ButtonLink className="wide" href={`/desk/standards/${standardId}/${versionId}`}>{t`Document`}</ButtonLink>
      {abilities.includes('submit') && (
        <Button kind="primary" disabled={submit.busy} onClick={() => void ask()}>{t`Ask for approval`}</Button>
      )}
    </>
  );
}

function Parts({ alignment, versionId }: { alignment: Alignment; versionId: string }) {
  const [asked, setAsked] = useState<Asked>();
  const open = openIn(alignment);
  const onAnswer = alignment.abilities.includes('answer') ? setAsked : undefined;
  return (
    <>
      <Part
        id="align-matrix"
        title={t`Policy, procedure, brand`}
        open={open.matrix}
        lead={t`Every clause names the policy, the procedure and the brand value that it agrees with. Where there is none, say why.`}
      >
        <Matrix alignment={alignment} versionId={versionId} />
      </Part>
      <Part
        id="align-wording"
        title={t`Words that take away a right`}
        open={open.wording}
        lead={t`Looked for in every clause, by the rules of the checklists that you hold to.`}
      >
        <WordingList alignment={alignment} versionId={versionId} onAnswer={onAnswer} />
      </Part>
      <Part
        id="align-offline"
        title={t`Online and offline`}
        open={open.offline}
        lead={t`What your offline standards say, beside what this one says. A difference needs its reason.`}
      >
        <OfflineTable alignment={alignment} onAnswer={onAnswer} />
      </Part>
      <Part
        id="align-checks"
        title={t`Legal checklist`}
        open={open.checks}
        lead={t`This is not legal advice. Nobody can approve the standard before each point has its clause, or the reason why it does not apply.`}
      >
        <Checklist alignment={alignment} onAnswer={onAnswer} />
      </Part>
      {asked && (
        <AnswerDialog
          asked={asked}
          clauses={alignment.clauses}
          versionId={versionId}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

/** How a version agrees with policy, brand, law and the shop next door, and what is still open. */
export function AlignmentPage() {
  const { standardId = '', versionId = '' } = useParams({ strict: false }) as {
    standardId?: string;
    versionId?: string;
  };
  const query = useQueryOf('standards.alignment', { versionId, language: checklistLanguage() }, { keep: true });
  const alignment = query.data;
  const back = { to: `/standards/${standardId}/${versionId}`, label: t`Back to the standard` };
  if (!alignment)
    return (
      <Page title={t`Alignment`} back={back}>
        {query.error ? (
          <Trouble problem={query.error} again={() => void query.refetch()} />
        ) : (
          <Skeleton label={t`Loading the alignment`} rows={8} />
        )}
      </Page>
    );
  return (
    <Page
      title={t`Alignment: ${alignment.standardName}`}
      back={back}
      actions={<Head alignment={alignment} versionId={versionId} />}
    >
      <p className="quiet standards-lead">
        <Trans>
          Before it is approved, a standard agrees with what you already say. The documents stand in the{' '}
          <Link to="/library">library</Link>.
        </Trans>
      </p>
      <Parts alignment={alignment} versionId={versionId} />
    </Page>
  );
}
