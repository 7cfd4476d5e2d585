import { t } from '@lingui/core/macro';
import { useForm } from '#kernel/web/form.ts';
import { useData } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { PassphraseInput } from '../PassphraseInput.tsx';

/** The present passphrase and the new one; it ends every other session. */
export function ChangePassphrase() {
  const { client } = useData();
  const initial = { current: '', passphrase: '' };
  const form = useForm({
    initial,
    fieldOf: { 'people.wrong_passphrase': 'current', 'people.weak_passphrase': 'passphrase' },
    send: async (values) => {
      await client.command('people.change-passphrase', values);
      form.setValues(initial);
      showToast({ state: 'kept', text: t`Passphrase changed. Your other sessions ended.` });
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
      <FormProblem problem={form.problem} />
      <TextInput
        label={t`Current passphrase`}
        type="password"
        autoComplete="current-password"
        required
        {...form.text('current')}
      />
      <PassphraseInput label={t`New passphrase`} {...form.text('passphrase')} />
      <Button type="submit" disabled={form.busy}>
        {form.busy ? t`Changing…` : t`Change passphrase`}
      </Button>
    </form>
  );
}
