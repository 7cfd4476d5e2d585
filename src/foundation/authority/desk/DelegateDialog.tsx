import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { dayEnd, dayStart, todayIn } from './days.ts';

type Props = { kinds: { name: string; title: string }[]; onClose: () => void };

function useDelegate(colleagues: { id: string; name: string }[], onClose: () => void) {
  const delegate = useCommandOf('authority.delegate', { touches: () => ['delegations', 'approvals'] });
  return useForm({
    initial: { toId: '', from: todayIn(0), until: todayIn(7), kinds: [] as string[] },
    fieldOf: { 'authority.nothing_to_delegate': 'kinds' },
    send: async ({ toId, from, until, kinds }) => {
      const start = dayStart(from);
      await delegate.send({
        toId,
        kinds,
        ...(start && new Date(start) > new Date() && { startsAt: start }),
        endsAt: dayEnd(until) ?? '',
      });
      const name = colleagues.find((one) => one.id === toId)?.name ?? t`Your colleague`;
      showToast({ state: 'kept', text: t`${name} stands in for you` });
      onClose();
    },
  });
}

/** Lets a colleague answer requests in the reader's place for some days. */
export function DelegateDialog({ kinds, onClose }: Props) {
  const formId = useId();
  const { person } = useSession();
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  const colleagues = people.filter((one) => one.active && one.id !== person.id);
  const form = useDelegate(colleagues, onClose);
  const chosen = form.values.kinds;
  const toggle = (name: string, on: boolean) =>
    form.set('kinds', on ? [...chosen, name] : chosen.filter((one) => one !== name));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Let somebody stand in for you`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {t`Let them stand in`}
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          They answer requests in your place. They cannot hand it on, and never answer what you or they ask for
          themselves.
        </Trans>
      </p>
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <Select
          label={t`Who`}
          required
          options={[
            { value: '', label: t`Choose a colleague` },
            ...colleagues.map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={form.values.toId}
          error={form.errorOf('toId')}
          onChange={(toId) => form.set('toId', toId)}
        />
        <div className="pair">
          <TextInput label={t`First day`} type="date" required {...form.text('from')} error={form.errorOf('from')} />
          <TextInput label={t`Last day`} type="date" required {...form.text('until')} error={form.errorOf('until')} />
        </div>
        <fieldset className="stack tight">
          <legend>{t`For what (none chosen: everything you decide)`}</legend>
          {kinds.map((kind) => (
            <Check
              key={kind.name}
              label={told(kind.title)}
              checked={chosen.includes(kind.name)}
              onChange={(on) => toggle(kind.name, on)}
            />
          ))}
        </fieldset>
      </form>
    </Dialog>
  );
}
