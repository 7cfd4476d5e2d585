import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { currentMillis } from '#kernel/web/ui/now.ts';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { DueFields } from './DueFields.tsx';
import { dueOf, firstChoice } from './due-choice.ts';
import { owerIds, useOwerOptions } from './people.ts';
import type { PromiseData } from './reading.ts';
import { touchesOf } from './use-promise-actions.ts';

export type Change = 'waive' | 'move' | 'reassign';

type ChangeProps = { promise: PromiseData; onClose: () => void };
type FrameProps = {
  title: string;
  formId: string;
  act: string;
  busy: boolean;
  onClose: () => void;
  children: ReactNode;
};

function Frame({ title, formId, act, busy, onClose, children }: FrameProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={busy}>
            {busy ? t`Saving…` : act}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}

function Waive({ promise, onClose }: ChangeProps) {
  const formId = useId();
  const waive = useCommandOf('promises.waive', { touches: () => touchesOf(promise) });
  const form = useForm({
    initial: { reason: '' },
    send: async ({ reason }) => {
      await waive.send({ promiseId: promise.id, reason });
      showToast({ state: 'info', text: t`Let go of: ${promise.words ?? told(promise.title)}` });
      onClose();
    },
  });
  return (
    <Frame title={t`Let go of this promise?`} act={t`Let go`} {...{ formId, onClose }} busy={form.busy}>
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <p className="quiet">
          <Trans>It counts as neither kept nor broken. The reason stays with it and leads see it.</Trans>
        </p>
        <TextArea label={t`Reason`} required minLength={3} maxLength={500} rows={2} {...form.text('reason')} />
      </form>
    </Frame>
  );
}

function Move({ promise, onClose }: ChangeProps) {
  const formId = useId();
  const formats = useFormats();
  const move = useCommandOf('promises.move', { touches: () => touchesOf(promise) });
  const form = useForm({
    initial: { dueAt: firstChoice(currentMillis(), formats.timeZone), reason: '' },
    fieldOf: { 'promise.impossible': 'dueAt' },
    send: async ({ dueAt, reason }) => {
      const found = dueOf(dueAt, currentMillis(), formats.timeZone);
      if ('problem' in found) return;
      await move.send({ promiseId: promise.id, dueAt: new Date(found.due).toISOString(), reason });
      showToast({ state: 'kept', text: t`Now due ${formats.due(found.due)}` });
      onClose();
    },
  });
  return (
    <Frame title={t`Agree on another time`} act={t`Move`} {...{ formId, onClose }} busy={form.busy}>
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <p className="quiet">
          <Trans>Due now {formats.full(promise.dueAt)}. The old time stays written down.</Trans>
        </p>
        <DueFields
          value={form.values.dueAt}
          error={form.errorOf('dueAt')}
          onChange={(dueAt) => form.set('dueAt', dueAt)}
        />
        <TextArea label={t`Reason`} required minLength={3} maxLength={500} rows={2} {...form.text('reason')} />
      </form>
    </Frame>
  );
}

function Reassign({ promise, onClose }: ChangeProps) {
  const formId = useId();
  const { person } = useSession();
  const owers = useOwerOptions(person.id);
  const give = useCommandOf('promises.reassign', { touches: () => touchesOf(promise) });
  const now = promise.ownerId ? `person ${promise.ownerId}` : promise.teamId ? `team ${promise.teamId}` : '';
  const form = useForm({
    initial: { ower: now || (owers[0]?.value ?? '') },
    fieldOf: { 'promise.unknown_owner': 'ower' },
    send: async ({ ower }) => {
      const { ownerId = null, teamId } = owerIds(ower);
      await give.send({ promiseId: promise.id, ownerId, ...(teamId !== undefined && { teamId }) });
      showToast({ state: 'kept', text: t`Given to ${owers.find((one) => one.value === ower)?.label ?? t`them`}` });
      onClose();
    },
  });
  return (
    <Frame title={t`Give it to somebody else`} act={t`Give`} {...{ formId, onClose }} busy={form.busy}>
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <Select
          label={t`Who owes it`}
          options={owers}
          value={form.values.ower}
          error={form.errorOf('ower')}
          onChange={(ower) => form.set('ower', ower)}
        />
      </form>
    </Frame>
  );
}

/** The dialog of one change to a promise. */
export function ChangePromise({ what, ...props }: ChangeProps & { what: Change }) {
  if (what === 'waive') return <Waive {...props} />;
  return what === 'move' ? <Move {...props} /> : <Reassign {...props} />;
}
