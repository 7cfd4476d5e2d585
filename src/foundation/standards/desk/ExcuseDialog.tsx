import { t } from '@lingui/core/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextArea } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { type Goal, touches } from './research-words.ts';

type Props = { versionId: string; goal: Goal; name: string; onClose: () => void };

/** Writes why a goal has no benchmark. */
export function ExcuseDialog({ versionId, goal, name, onClose }: Props) {
  const excuse = useCommandOf('standards.excuse-benchmark', touches);
  const { measure, channel } = goal;
  const form = useForm({
    initial: { reason: goal.reason ?? '' },
    send: async ({ reason }) => {
      await excuse.send({ versionId, measure, channel, reason });
      onClose();
    },
  });
  const takeBack = goal.reason && (
    <Button
      kind="quiet"
      disabled={excuse.busy}
      onClick={async () => {
        if (await excuse.run({ versionId, measure, channel, reason: null })) onClose();
      }}
    >{t`Take the reason back`}</Button>
  );
  return (
    <FormDialog
      title={t`Why has it no benchmark?`}
      send={t`Save`}
      form={form}
      aside={takeBack || undefined}
      onClose={onClose}
    >
      <p className="quiet">{name}</p>
      <TextArea
        label={t`Reason`}
        help={t`Whoever approves the standard reads it.`}
        required
        maxLength={500}
        {...form.text('reason')}
      />
    </FormDialog>
  );
}
