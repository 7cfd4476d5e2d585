import { plural, t } from '@lingui/core/macro';
import './calls.css';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { currentMillis } from '#kernel/web/ui/now.ts';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Outcome, Way } from '../contract-words.ts';
import { AfterFields, PlaceField } from './AfterFields.tsx';
import { CallBackFields } from './CallBackFields.tsx';
import { CallerChoice } from './CallerChoice.tsx';
import { firstValues, inputOf, type LogValues, looksLikePhone, type Who } from './log-input.ts';
import { ScanField, useScans } from './ScanField.tsx';
import { kinds, outcomeChoices, ways } from './words.ts';

/** What is known before anything is typed. */
export type Known = {
  who?: Who | undefined;
  values?: Partial<LogValues>;
  phoneCallId?: string | undefined;
};

function useLog(known: Known, onClose: () => void) {
  const navigate = useNavigate();
  const [who, setWho] = useState(known.who);
  // Whatever is sent again after a lost answer is the same contact.
  const [key] = useState(() => newId());
  const [openedAt] = useState(() => currentMillis());
  const scans = useScans();
  const log = useCommandOf('calls.log', {
    touches: ({ conversationId }) => [
      'inbox',
      'phone-calls',
      ...(conversationId ? [`conversation:${conversationId}`] : []),
    ],
  });
  const form = useForm<LogValues>({
    initial: { ...firstValues, ...known.values },
    fieldOf: {
      'calls.impossible_time': 'minutes',
      'promise.impossible': 'callBackIn',
      'conversation.wrap_up_needed': 'wrapUpReasonId',
      'customer.address_taken': 'phone',
      'customer.address_unreadable': 'phone',
    },
    send: async (values) => {
      const fileIds = scans.scans.flatMap((one) => one.id ?? []);
      const now = currentMillis();
      const { phoneCallId } = known;
      const { conversationId, kept } = await log.send(inputOf(values, { who, fileIds, openedAt, now, phoneCallId }), {
        key,
      });
      const text = kept
        ? plural(kept, {
            one: 'Written down; the call-back you owed is kept',
            other: 'Written down; # call-backs you owed are kept',
          })
        : t`Written down`;
      showToast({ state: 'kept', text });
      onClose();
      await navigate({ to: '/inbox/$view/$conversationId', params: { view: 'all', conversationId } });
    },
  });
  const [ownPhone, setOwnPhone] = useState(known.who ? known.values?.phone : undefined);
  const choose = (next: Who | undefined, phone?: string) => {
    setWho(next);
    setOwnPhone(phone);
    form.set('conversationId', '');
    if (phone) form.set('phone', phone);
  };
  return { form, who, choose, scans, ownPhone };
}

type Log = ReturnType<typeof useLog>;

function Person({ form, who, choose, ownPhone }: Log) {
  const phone = form.values.phone.trim();
  const [typed, setTyped] = useState(form.values.phone);
  const type = (next: string) => {
    setTyped(next);
    if (looksLikePhone(next)) form.set('phone', next);
  };
  return (
    <>
      <CallerChoice who={who} typed={typed} onType={type} onChoose={choose} />
      {form.values.kind === 'call' && who && (
        <div className="log-pair">
          <TextInput label={t`Phone number`} type="tel" maxLength={40} {...form.text('phone')} />
          {'id' in who && phone !== '' && phone !== ownPhone && (
            <Check
              label={t`Keep this number with them`}
              checked={form.values.keepsPhone}
              onChange={(value) => form.set('keepsPhone', value)}
            />
          )}
        </div>
      )}
    </>
  );
}

function WhatItWas({ form }: { form: Log['form'] }) {
  const { kind, way, outcome } = form.values;
  const isTimed = kind !== 'letter';
  return (
    <>
      <div className="line">
        <Segments label={t`What it was`} value={kind} onChange={(value) => form.set('kind', value)} options={kinds} />
      </div>
      <div className="log-pair">
        <Select
          label={t`Who came to whom`}
          options={(['in', 'out'] as const).map((value) => ({ value, label: ways[kind][value] }))}
          value={way}
          onChange={(value) => form.set('way', value as Way)}
        />
        {kind === 'call' && (
          <Select
            label={t`How it ended`}
            options={outcomeChoices}
            value={outcome}
            onChange={(value) => form.set('outcome', value as Outcome)}
          />
        )}
        {isTimed ? (
          <TextInput
            label={t`Minutes`}
            type="number"
            min={0}
            max={1_440}
            help={t`Empty: since this was opened.`}
            {...form.text('minutes')}
          />
        ) : (
          <TextInput label={t`Day`} type="date" help={t`Empty: today.`} {...form.text('day')} />
        )}
      </div>
    </>
  );
}

/** Writes down a call, a visit or a letter: with whom first, then what was said and what follows from it. */
export function LogDialog({ known = {}, onClose }: { known?: Known; onClose: () => void }) {
  const formId = useId();
  const log = useLog(known, onClose);
  const { form, who, scans } = log;
  const lacks = !who
    ? t`Choose with whom it was first`
    : scans.isBusy
      ? t`Wait until the files are there`
      : form.values.text.trim() === '' && !scans.scans.some((one) => one.id)
        ? t`Write what was said, or add a scan`
        : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Write down a call, visit or letter`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            type="submit"
            form={formId}
            disabled={form.busy}
            {...(lacks && { disabledReason: lacks })}
          >
            {form.busy ? t`Saving…` : t`Write down`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <Person {...log} />
        <WhatItWas form={form} />
        <TextArea label={t`What was said`} rows={3} maxRows={12} maxLength={10_000} {...form.text('text')} />
        <ScanField scans={scans.scans} add={scans.add} remove={scans.remove} />
        {who && 'id' in who && <PlaceField values={form.values} set={form.set} customerId={who.id} />}
        <CallBackFields values={form.values} set={form.set} error={form.errorOf('callBackIn')} />
        <AfterFields values={form.values} set={form.set} />
      </form>
    </Dialog>
  );
}
