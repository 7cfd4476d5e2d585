import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { noticeChannels } from './words.ts';

type Consent = OutputOf<'privacy.consents'>['consents'][number];
type Where = Exclude<keyof typeof noticeChannels, 'any'>;

const places = Object.entries(noticeChannels)
  .filter(([value]) => value !== 'any')
  .map(([value, label]) => ({ value, label }));

type Begun = { purpose: string; what: 'given' | 'withdrawn' };

function NoteDialog({ customerId, begun, onClose }: { customerId: string; begun: Begun; onClose: () => void }) {
  const formId = useId();
  const [key] = useState(() => newId());
  const note = useCommandOf('privacy.note-consent', { touches: () => [`consents:${customerId}`] });
  const form = useForm({
    initial: { ...begun, channel: 'phone' as Where },
    send: async ({ what, ...values }) => {
      await note.send({ customerId, ...values, isGiven: what === 'given' }, { key });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Note a consent`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Save`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Purpose`} required maxLength={80} autoFocus {...form.text('purpose')} />
        <Select
          label={t`What they said`}
          options={[
            { value: 'given', label: t`They agree` },
            { value: 'withdrawn', label: t`They take it back` },
          ]}
          value={form.values.what}
          onChange={(value) => form.set('what', value as Begun['what'])}
        />
        <Select
          label={t`Where they said it`}
          options={places}
          value={form.values.channel}
          onChange={(value) => form.set('channel', value as Where)}
        />
      </form>
    </Dialog>
  );
}

function ConsentLine({ consent, onWithdraw }: { consent: Consent; onWithdraw: (() => void) | undefined }) {
  const formats = useFormats();
  const version = consent.notice?.version;
  return (
    <li className="stack tight">
      <span className="line wrap">
        <b className="grow" dir="auto">
          {consent.purpose}
        </b>
        <State state={consent.isGiven ? 'kept' : 'paused'}>{consent.isGiven ? t`agreed` : t`taken back`}</State>
      </span>
      <span className="meta">
        {noticeChannels[consent.channel]}, {formats.due(consent.at)}
        {consent.notedBy && <> · {t`noted by ${consent.notedBy}`}</>}
        {version !== undefined && <> · {t`notice, version ${version}`}</>}
      </span>
      {onWithdraw && (
        <span>
          <Button size="small" kind="quiet" onClick={onWithdraw}>
            {t`They take it back`}
          </Button>
        </span>
      )}
    </li>
  );
}

/** What a customer agreed to and took back. */
export function ConsentsCard({ customerId }: { customerId: string }) {
  const { can } = useSession();
  const [begun, setBegun] = useState<Begun>();
  const { pages, problem, hasMore, more, again } = usePagesOf('privacy.consents', { customerId, limit: 10 });
  const consents = pages?.flatMap((page) => page.consents);
  const mayNote = can('privacy.note_consent');
  const add = mayNote && (
    <Button size="small" kind="quiet" onClick={() => setBegun({ purpose: '', what: 'given' })}>
      {t`Note a consent`}
    </Button>
  );
  return (
    <Card title={t`Consents`} level={2} action={add}>
      {problem && <Trouble problem={problem} again={again} />}
      {consents?.length === 0 && (
        <p className="meta">
          <Trans>None yet. What they agree to in a form stands here by itself.</Trans>
        </p>
      )}
      {consents && consents.length > 0 && (
        <ul className="stack">
          {consents.map((consent) => (
            <ConsentLine
              key={consent.id}
              consent={consent}
              onWithdraw={
                mayNote && consent.isGiven && consent.isLatest
                  ? () => setBegun({ purpose: consent.purpose, what: 'withdrawn' })
                  : undefined
              }
            />
          ))}
        </ul>
      )}
      {hasMore && (
        <Button size="small" kind="quiet" onClick={more}>
          {t`Show more`}
        </Button>
      )}
      {begun && <NoteDialog customerId={customerId} begun={begun} onClose={() => setBegun(undefined)} />}
    </Card>
  );
}
