import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './customers.css';
import IconArrowMerge from '@tabler/icons-react/dist/esm/icons/IconArrowMerge.mjs';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { asProblem, useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import type { ProblemError } from '#kernel/web/problem-error.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Radio } from '#kernel/web/ui/Check.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { isolated } from '../contract-words.ts';
import type { Customer } from './CustomerPage.tsx';
import { type From, keptWords, type MergeRow, mergeRows, takeOf } from './merge-rows.ts';

type ChoiceProps = { row: MergeRow; from: From; onChoose: (from: From) => void };

/** One value of each, of which one is taken. */
function Choice({ row, from, onChoose }: ChoiceProps) {
  const side = (own: From, value: string | null) => {
    const isTaken = from === own;
    if (row.isChoice)
      return <Radio name={row.key} label={<bdi>{value}</bdi>} checked={isTaken} onChange={() => onChoose(own)} />;
    return <bdi className="quiet">{value ?? '–'}</bdi>;
  };
  return (
    <fieldset className="choice">
      <legend>
        <span className="what">{row.label}</span>
      </legend>
      {side('this', row.mine)}
      {side('other', row.theirs)}
    </fieldset>
  );
}

function Heads({ mine, theirs }: { mine: Customer; theirs: Customer }) {
  const formats = useFormats();
  const one = (customer: Customer, word: string) => (
    <div className="stack tight">
      <b>{word}</b>
      <Link to="/customers/$customerId" params={{ customerId: customer.id }} dir="auto">
        {customer.name}
      </Link>
      <span className="meta">
        <Trans>
          {customer.reference} · known since {formats.date(customer.createdAt)}
        </Trans>
      </span>
    </div>
  );
  return (
    <div className="choice">
      <span className="what">{t`Record`}</span>
      {one(mine, t`Stays`)}
      {one(theirs, t`Becomes a part of it`)}
    </div>
  );
}

function useFieldsOf(subjectId: string) {
  return useQueryOf('fields.values', { subject: 'customer', subjectId }).data?.fields;
}

/** Merges and goes to the record that stays. */
function useMerge(mine: Customer, theirs: Customer) {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ProblemError>();
  const merge = useCommandOf('customers.merge', {
    touches: () => [
      `customer:${mine.id}`,
      `customer:${theirs.id}`,
      'customers',
      'customer-duplicates',
      'customer-names',
    ],
  });
  const run = (chosen: Readonly<Record<string, From>>) => {
    setProblem(undefined);
    const pair = { customerId: mine.id, version: mine.version, otherId: theirs.id, otherVersion: theirs.version };
    merge.send({ ...pair, take: takeOf(chosen) }).then(
      () => {
        showToast({ state: 'kept', text: t`${isolated(theirs.name)} is now a part of ${isolated(mine.name)}` });
        void navigate({ to: '/customers/$customerId', params: { customerId: mine.id }, replace: true });
      },
      (error: unknown) => setProblem(asProblem(error)),
    );
  };
  return { run, busy: merge.busy, problem };
}

function Comparison({ mine, theirs }: { mine: Customer; theirs: Customer }) {
  const fields = { mine: useFieldsOf(mine.id) ?? [], theirs: useFieldsOf(theirs.id) ?? [] };
  const [chosen, setChosen] = useState<Record<string, From>>({});
  const merge = useMerge(mine, theirs);
  return (
    <div className="stack loose choices">
      <div>
        <Heads mine={mine} theirs={theirs} />
        {mergeRows(mine, theirs, fields).map((row) => (
          <Choice
            key={row.key}
            row={row}
            from={chosen[row.key] ?? row.rule}
            onChoose={(from) => setChosen({ ...chosen, [row.key]: from })}
          />
        ))}
      </div>
      <Notice state="info" title={t`Nothing is lost.`}>
        <Trans>
          {keptWords(mine, theirs)} {theirs.reference} leads here from then on. For 30 days it can be undone.
        </Trans>
      </Notice>
      <FormProblem problem={merge.problem} />
      <div className="line wrap">
        <Link to="/customers/$customerId" params={{ customerId: mine.id }} className="btn">
          {t`Cancel`}
        </Link>
        <Link
          to="/customers/$customerId/merge/$otherId"
          params={{ customerId: theirs.id, otherId: mine.id }}
          className="btn"
        >
          <Trans>Keep {theirs.reference} instead</Trans>
        </Link>
        <Button kind="primary" icon={IconArrowMerge} disabled={merge.busy} onClick={() => merge.run(chosen)}>
          {merge.busy ? t`Merging…` : t`Merge into ${mine.reference}`}
        </Button>
      </div>
    </div>
  );
}

/** Two records of one person side by side, before they become one. */
export function MergePage() {
  const { customerId = '', otherId = '' } = useParams({ strict: false }) as { customerId?: string; otherId?: string };
  const [mine, theirs] = [
    useQueryOf('customers.get', { customerId }),
    useQueryOf('customers.get', { customerId: otherId }),
  ];
  const problem = mine.error ?? theirs.error;
  const isOne = mine.data && theirs.data && mine.data.id === theirs.data.id;
  return (
    <Page title={t`Merge two customers`} back={{ to: '/customers', label: t`Back to customers` }}>
      {problem && <Trouble problem={problem} again={() => void Promise.all([mine.refetch(), theirs.refetch()])} />}
      {!problem && !(mine.data && theirs.data) && <Skeleton label={t`Loading both customers`} rows={6} />}
      {isOne && (
        <Notice state="kept" title={t`These two are one customer already.`}>
          <Link to="/customers/$customerId" params={{ customerId: mine.data.id }}>
            <Trans>
              Open <bdi>{mine.data.name}</bdi>
            </Trans>
          </Link>
        </Notice>
      )}
      {mine.data && theirs.data && !isOne && (
        <Comparison key={customerId + otherId} mine={mine.data} theirs={theirs.data} />
      )}
    </Page>
  );
}
