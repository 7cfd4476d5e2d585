import { useEffect, useRef } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useData } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';

type SignInFormProps = { email?: string; onDone: (personId: string) => void };

/** E-mail address and passphrase. */
export function SignInForm({ email = '', onDone }: SignInFormProps) {
  const { client } = useData();
  const form = useForm({
    initial: { email, passphrase: '' },
    send: async (values) => onDone((await client.command('people.sign-in', values)).personId),
  });
  const passphrase = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // A dialog puts the focus on its first field; here the second is the one to fill.
    const frame = requestAnimationFrame(() => email !== '' && passphrase.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [email]);
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack">
      <FormProblem problem={form.problem} />
      <TextInput
        label="E-mail address"
        type="email"
        autoComplete="username"
        required
        autoFocus={email === ''}
        {...form.text('email')}
      />
      <TextInput
        ref={passphrase}
        label="Passphrase"
        type="password"
        autoComplete="current-password"
        required
        {...form.text('passphrase')}
      />
      <Button type="submit" kind="primary" size="big" disabled={form.busy}>
        {form.busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
