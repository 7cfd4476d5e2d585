import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './reviews.css';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, ButtonLink } from '#kernel/web/ui/Button.tsx';
import { Radio } from '#kernel/web/ui/Check.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Findings } from './Findings.tsx';
import { lacksOf } from './lacks.ts';
import { Meetings } from './Meetings.tsx';
import { Pack } from './Pack.tsx';
import { PeriodFields } from './Period.tsx';
import { WhatIfs } from './WhatIfs.tsx';
import { fileOf, noon, type Review } from './words.ts';

const back = { to: '/reviews', label: t`Back to the reviews` };

function Move({ review, onClose }: { review: Review; onClose: () => void }) {
  const move = useCommandOf('reviews.change-period', { touches: () => ['reviews'] });
  const form = useForm({
    initial: { from: review.from, to: review.to },
    fieldOf: { 'review.period': 'to' },
    send: async ({ from, to }) => {
      await move.send({ reviewId: review.id, from, to });
      onClose();
    },
  });
  return (
    <FormDialog title={t`Move the period`} send={t`Move`} form={form} onClose={onClose}>
      <PeriodFields form={form} />
      <p className="quiet">{t`What you wrote stays; the numbers are those of the new period.`}</p>
    </FormDialog>
  );
}

function Adjust({ review, onClose }: { review: Review; onClose: () => void }) {
  const navigate = useNavigate();
  const adjust = useCommandOf('reviews.adjust', { touches: () => ['reviews', 'standards'] });
  const form = useForm({
    initial: { step: 'minor' as 'minor' | 'major' },
    send: async ({ step }) => {
      const { versionId } = await adjust.send({ reviewId: review.id, step });
      void navigate({
        to: '/standards/$standardId/$versionId',
        params: { standardId: review.standardId, versionId },
      });
    },
  });
  const { step } = form.values;
  return (
    <FormDialog title={t`Adjust the standard`} send={t`Begin the next version`} form={form} onClose={onClose}>
      <p className="quiet">
        <Trans>
          A draft begins from this review; what you found waits at its clauses as the reason of their change. Clocks
          that run keep the targets they started with.
        </Trans>
      </p>
      <fieldset className="stack tight">
        <legend className="hide">{t`How much changes`}</legend>
        <Radio
          name="step"
          label={t`A small step`}
          help={t`It is told, and not signed again.`}
          checked={step === 'minor'}
          onChange={() => form.set('step', 'minor')}
        />
        <Radio
          name="step"
          label={t`A big step`}
          help={t`Everybody it is for reads and signs it again.`}
          checked={step === 'major'}
          onChange={() => form.set('step', 'major')}
        />
      </fieldset>
    </FormDialog>
  );
}

function Actions({ review, onAdjust }: { review: Review; onAdjust: () => void }) {
  const sign = useCommandOf('reviews.sign', { touches: () => ['reviews', 'promises'] });
  const { abilities } = review;
  const signIt = async () => {
    if (await sign.run({ reviewId: review.id })) showToast({ state: 'kept', text: t`Signed; it never changes again` });
  };
  return (
    <>
      <ButtonLink icon={IconDownload} href={fileOf(review.id, 'pdf')} download>
        {t`PDF`}
      </ButtonLink>
      <span className="wide">
        <ButtonLink icon={IconDownload} href={fileOf(review.id, 'json')} download>
          {t`JSON`}
        </ButtonLink>
      </span>
      {abilities.includes('adjust') && <Button onClick={onAdjust}>{t`Adjust`}</Button>}
      {abilities.includes('sign') && (
        <Button kind="primary" disabled={sign.busy || lacksOf(review).length > 0} onClick={() => void signIt()}>
          {t`Sign`}
        </Button>
      )}
    </>
  );
}

/** Where the review stands: its period, how much of it is covered, what is lacking, what follows from it. */
function Standing({ review, onMove }: { review: Review; onMove: () => void }) {
  const formats = useFormats();
  const { coverage } = review.pack;
  const { nextVersion } = review;
  const lacks = lacksOf(review);
  return (
    <div className="stack">
      <p className="line wrap num">
        <span>
          <Trans>
            {formats.date(noon(review.from))} to {formats.date(noon(review.to))}, version{' '}
            {`${review.major}.${review.minor}`}
          </Trans>
        </span>
        <State state={coverage.missing > 0 ? 'warn' : 'kept'}>
          <Trans>
            {coverage.days} days covered by data, {coverage.needed} needed
          </Trans>
        </State>
        {coverage.silent > 0 && (
          <span className="meta">
            {plural(coverage.silent, { one: '# day without a contact', other: '# days without a contact' })}
          </span>
        )}
        {review.abilities.includes('begin') && !review.signedAt && (
          <Button size="small" kind="quiet" onClick={onMove}>
            {t`Move the period`}
          </Button>
        )}
      </p>
      {review.signedAt && (
        <Notice state="kept" title={t`Signed by ${review.signedBy ?? t`somebody`}, ${formats.full(review.signedAt)}.`}>
          <span className="meta review-hash">{review.contentHash}</span>
        </Notice>
      )}
      {lacks.length > 0 && (
        <Notice state="info" title={t`Before it can be signed:`}>
          <ul>
            {lacks.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
      {nextVersion && (
        <p>
          <Link
            to="/standards/$standardId/$versionId"
            params={{ standardId: review.standardId, versionId: nextVersion.id }}
          >
            <Trans>Version {`${nextVersion.major}.${nextVersion.minor}`} followed from this review</Trans>
          </Link>
        </p>
      )}
    </div>
  );
}

/** A review: its pack, what people make of it, and what follows. */
export function ReviewPage() {
  const { reviewId = '' } = useParams({ strict: false }) as { reviewId?: string };
  const query = useQueryOf('reviews.get', { reviewId }, { keep: true });
  const [open, setOpen] = useState<'move' | 'adjust'>();
  const review = query.data;
  const close = () => setOpen(undefined);
  if (!review)
    return (
      <Page title={t`Review`} back={back}>
        {query.error ? (
          <Trouble problem={query.error} again={() => void query.refetch()} />
        ) : (
          <Skeleton label={t`Assembling the pack`} rows={8} />
        )}
      </Page>
    );
  return (
    <Page
      title={t`Review: ${review.standardName}`}
      back={back}
      actions={<Actions review={review} onAdjust={() => setOpen('adjust')} />}
    >
      <div className="stack loose review">
        <Standing review={review} onMove={() => setOpen('move')} />
        <Pack review={review} />
        <Findings review={review} />
        <Meetings review={review} />
        <WhatIfs review={review} />
      </div>
      {open === 'move' && <Move review={review} onClose={close} />}
      {open === 'adjust' && <Adjust review={review} onClose={close} />}
    </Page>
  );
}
