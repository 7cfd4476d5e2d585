import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './standards.css';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import type { CardPlace } from '#kernel/web/desk-part.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { SuggestDialog } from './SuggestDialog.tsx';

type AtWork = OutputOf<'standards.at-work'>['clauses'][number];

function Where({ clause }: { clause: AtWork }) {
  return (
    <span className="meta">
      <Link
        to="/standards/$standardId/$versionId"
        params={{ standardId: clause.standardId, versionId: clause.versionId }}
        hash={clause.clauseId}
      >
        <bdi>{clause.standardName}</bdi> {clause.major}.{clause.minor}, {clause.number}
      </Link>
      {clause.ofBrand && (
        <>
          {' · '}
          <Trans>
            for <bdi>{clause.ofBrand}</bdi> only
          </Trans>
        </>
      )}
    </span>
  );
}

/** Whoever works by a clause knows first what it misses. */
function Suggest({ clause, conversationId }: { clause: AtWork; conversationId: string }) {
  const { can } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (!can('standards.suggest')) return null;
  return (
    <>
      <Button kind="quiet" size="small" onClick={() => setOpen(true)}>
        <Trans>
          Suggest a change<span className="hide"> of {clause.title}</span>
        </Trans>
      </Button>
      {isOpen && <SuggestDialog clause={clause} conversationId={conversationId} onClose={() => setOpen(false)} />}
    </>
  );
}

function Promised({ clause, conversationId }: { clause: AtWork; conversationId: string }) {
  return (
    <li className="stack tight">
      <b dir="auto">{clause.title}</b>
      {clause.text && (
        <span className="quiet" dir="auto">
          {clause.text}
        </span>
      )}
      <span className="line wrap">
        <Where clause={clause} />
        <Suggest clause={clause} conversationId={conversationId} />
      </span>
    </li>
  );
}

function Procedure({ clause, conversationId }: { clause: AtWork; conversationId: string }) {
  const formats = useFormats();
  const { can } = useSession();
  const tick = useCommandOf('standards.tick', { touches: () => [`standard-steps:${conversationId}`] });
  const done = clause.steps.filter((step) => step.doneAt !== null).length;
  const [isOpen, setOpen] = useState(done > 0 && done < clause.steps.length);
  const { versionId, clauseId } = clause;
  // Shown as ticked at once; what the server says counts as soon as it has answered.
  const [wanted, setWanted] = useState<{ step: number; done: boolean }>();
  const put = async (step: number, isDone: boolean) => {
    setWanted({ step, done: isDone });
    await tick.run({ conversationId, versionId, clauseId, step, done: isDone });
    setWanted(undefined);
  };
  return (
    <li>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <b dir="auto">{clause.title}</b> <span className="meta num">{t`${done} of ${clause.steps.length}`}</span>
        </summary>
        <ol className="stack tight procedure">
          {clause.steps.map((step, index) => (
            <li key={step.words}>
              <Check
                label={<span dir="auto">{step.words}</span>}
                help={
                  step.doneAt
                    ? `${step.doneBy ?? t`Somebody`}, ${formats.when(step.doneAt)}`
                    : step.facts.length > 0 && t`Needed: ${step.facts.join(', ')}`
                }
                checked={wanted?.step === index ? wanted.done : step.doneAt !== null}
                disabled={!can('standards.tick') || tick.busy}
                onChange={(isDone) => void put(index, isDone)}
              />
            </li>
          ))}
        </ol>
        <span className="line wrap">
          <Where clause={clause} />
          <Suggest clause={clause} conversationId={conversationId} />
        </span>
      </details>
    </li>
  );
}

/** What the standards in force say for this conversation. */
export function AtWorkCard({ conversationId, place }: { conversationId?: string | undefined; place: CardPlace }) {
  const clauses = useQueryOf('standards.at-work', conversationId ? { conversationId } : null).data?.clauses;
  if (!conversationId || !clauses || clauses.length === 0) return null;
  return (
    <Card title={t`What the standard says`} level={place === 'customer' ? 2 : 3}>
      <ul className="stack at-work">
        {clauses.map((clause) =>
          clause.steps.length > 0 ? (
            <Procedure key={clause.clauseId} clause={clause} conversationId={conversationId} />
          ) : (
            <Promised key={clause.versionId + clause.clauseId} clause={clause} conversationId={conversationId} />
          ),
        )}
      </ul>
    </Card>
  );
}
