import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './reviews.css';
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, usePagesOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { lastQuarter, PeriodFields } from './Period.tsx';
import { noon } from './words.ts';

type Listed = OutputOf<'reviews.list'>;

function Begin({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { timeZone } = useFormats();
  const begin = useCommandOf('reviews.begin', { touches: () => ['reviews'] });
  const standards = useQueryOf('standards.list', {}).data?.standards.filter((one) => one.inForce && !one.isRetired);
  const form = useForm({
    initial: { standardId: '', ...lastQuarter(timeZone) },
    fieldOf: { 'review.period': 'to', 'review.open': 'standardId', 'review.not_in_force': 'standardId' },
    send: async ({ standardId, from, to }) => {
      const { reviewId } = await begin.send({ standardId: standardId || (standards?.[0]?.id ?? ''), from, to });
      void navigate({ to: '/reviews/$reviewId', params: { reviewId } });
    },
  });
  return (
    <FormDialog title={t`Begin a review`} send={t`Begin`} form={form} onClose={onClose}>
      {standards?.length === 0 && <p className="quiet">{t`No standard is in force yet. Publish one first.`}</p>}
      <Select
        label={t`Standard`}
        options={(standards ?? []).map((one) => ({ value: one.id, label: one.name }))}
        value={form.values.standardId || (standards?.[0]?.id ?? '')}
        onChange={(standardId) => form.set('standardId', standardId)}
        error={form.errorOf('standardId')}
      />
      <PeriodFields form={form} />
    </FormDialog>
  );
}

function Due({ due }: { due: Listed['due'] }) {
  const formats = useFormats();
  if (due.length === 0) return null;
  return (
    <ul className="lines" aria-label={t`To be reviewed next`}>
      {due.map(({ standardId, standardName, dueAt, ownerName }) => (
        <li key={standardId}>
          <span className="grow">
            <Link to="/standards/$standardId" params={{ standardId }}>
              <bdi>{standardName}</bdi>
            </Link>
          </span>
          <State state={Date.parse(dueAt) < Date.now() ? 'broken' : 'running'}>
            <Trans>
              {ownerName ?? t`A manager`} reviews it by {formats.date(dueAt)}
            </Trans>
          </State>
        </li>
      ))}
    </ul>
  );
}

function Line({ review }: { review: Listed['reviews'][number] }) {
  const formats = useFormats();
  return (
    <li>
      <span className="grow stack tight">
        <Link to="/reviews/$reviewId" params={{ reviewId: review.id }}>
          <b>
            <bdi>{review.standardName}</bdi>
          </b>
        </Link>
        <span className="quiet num">
          <Trans>
            Version {`${review.major}.${review.minor}`}, {formats.date(noon(review.from))} to{' '}
            {formats.date(noon(review.to))}
          </Trans>
        </span>
      </span>
      {review.signedAt ? (
        <State state="kept">{t`Signed by ${review.signedBy ?? t`somebody`}, ${formats.date(review.signedAt)}`}</State>
      ) : (
        <State state="info" pill>{t`Being reviewed`}</State>
      )}
    </li>
  );
}

/** The reviews of the standards, and what is to be reviewed next. */
export function Reviews() {
  const [isBeginning, setBeginning] = useState(false);
  const { pages, problem, hasMore, more, again } = usePagesOf('reviews.list', {});
  const rows = pages?.flatMap((page) => page.reviews);
  const begin = pages?.[0]?.abilities.includes('begin') && (
    <Button kind="primary" icon={IconPlus} onClick={() => setBeginning(true)}>{t`Begin a review`}</Button>
  );
  return (
    <Page title={t`Reviews`} actions={begin}>
      <div className="stack loose">
        <p className="quiet review-lead">
          <Trans>
            Once a quarter a standard is held against three months of what happened: what was promised and kept, what
            customers and colleagues said. What you decide becomes its next version.
          </Trans>
        </p>
        {problem && !rows && <Trouble problem={problem} again={again} />}
        {!rows && !problem && <Skeleton label={t`Loading reviews`} shape="rows" />}
        {pages && <Due due={pages[0]?.due ?? []} />}
        {rows?.length === 0 && (
          <Empty icon={IconHistory} title={t`Nothing has been reviewed yet`} action={begin}>
            <Trans>The first review makes sense when a standard has been in force for three months.</Trans>
          </Empty>
        )}
        {rows && rows.length > 0 && (
          <ul className="lines" aria-label={t`Reviews`}>
            {rows.map((review) => (
              <Line key={review.id} review={review} />
            ))}
          </ul>
        )}
        {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
      </div>
      {isBeginning && <Begin onClose={() => setBeginning(false)} />}
    </Page>
  );
}
