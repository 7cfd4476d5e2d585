import { t } from '@lingui/core/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useData } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { makePasskey } from './passkey.ts';

type Props = { onDone: (recoveryCodes: readonly string[] | null) => void; onCancel: () => void };

/** Names a passkey and has the browser make it. */
export function PasskeySetUp({ onDone, onCancel }: Props) {
  const formId = useId();
  const { client } = useData();
  const form = useForm({
    initial: { name: '' },
    send: async ({ name }) => onDone((await makePasskey(client, name)).recoveryCodes),
  });
  return (
    <>
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput
          label={t`Name`}
          help={t`So that you know it again, such as Phone or Blue security key. Your browser then asks where to keep it.`}
          required
          autoFocus
          maxLength={80}
          {...form.text('name')}
        />
      </form>
      <div className="actions">
        <Button onClick={onCancel}>{t`Cancel`}</Button>
        <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
          {form.busy ? t`Waiting for the browser…` : t`Make a passkey`}
        </Button>
      </div>
    </>
  );
}
