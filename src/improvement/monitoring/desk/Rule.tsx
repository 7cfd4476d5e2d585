import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './monitoring.css';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';

type Settings = OutputOf<'monitoring.settings'>;
const usualTask = 60;

function RuleForm({ settings, mayKeep }: { settings: Settings; mayKeep: boolean }) {
  const change = useCommandOf('monitoring.change-settings', { touches: () => ['monitoring-settings'] });
  const { version, breachMinutes, ...rest } = settings;
  const form = useForm({
    initial: { ...rest, hasTask: breachMinutes !== null, breachMinutes: breachMinutes ?? usualTask },
    send: async ({ hasTask, ...values }) => {
      await change.send({
        ...{ version, isOn: values.isOn, missedWeeks: Number(values.missedWeeks), smallest: Number(values.smallest) },
        ...{ dueDays: Number(values.dueDays), breachMinutes: hasTask ? Number(values.breachMinutes) : null },
      });
      showToast({ state: 'kept', text: t`Saved` });
    },
  });
  const { isOn, hasTask } = form.values;
  const number = (field: 'missedWeeks' | 'smallest' | 'dueDays' | 'breachMinutes', label: string, max: number) => (
    <TextInput label={label} type="number" min={1} max={max} required disabled={!mayKeep} {...form.text(field)} />
  );
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
      <FormProblem problem={form.problem} />
      <Check
        label={t`Open a corrective action by itself`}
        help={t`When a promise or goal of a standard in force is missed week after week. Whoever has the clause gets it, else a manager.`}
        checked={isOn}
        disabled={!mayKeep}
        onChange={(on) => form.set('isOn', on)}
      />
      {isOn && (
        <div className="mon-pair">
          {number('missedWeeks', t`After so many missed weeks in a row`, 13)}
          {number('smallest', t`A week counts from so many rows on`, 1_000)}
          {number('dueDays', t`Due after so many days`, 90)}
        </div>
      )}
      <Check
        label={t`Give a task to whoever leads when a promise is broken`}
        help={t`On the conversation whose promise a standard made, once for each clause.`}
        checked={hasTask}
        disabled={!mayKeep}
        onChange={(on) => form.set('hasTask', on)}
      />
      {hasTask && number('breachMinutes', t`Minutes for that task`, 10_080)}
      {mayKeep && (
        <div>
          <Button kind="primary" type="submit" disabled={form.busy}>
            {t`Save`}
          </Button>
        </div>
      )}
    </form>
  );
}

/** When corrective actions open by themselves, and what a broken promise leads to. */
export function Rule() {
  const { can } = useSession();
  const { data, error, refetch } = useQueryOf('monitoring.settings', {});
  return (
    <Page title={t`Corrective actions`} back={{ to: '/settings', label: t`Back to settings` }}>
      <p className="quiet narrow">
        <Trans>A standard is worth what is done when it is missed. These rules see to it that somebody has it.</Trans>
      </p>
      {error && !data && <Trouble problem={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton label={t`Loading the rules`} rows={5} />}
      {data && <RuleForm key={data.version} settings={data} mayKeep={can('monitoring.keep')} />}
    </Page>
  );
}
