import { useForm } from '#kernel/web/form.ts';
import { useData } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { useAppearance } from '#kernel/web/ui/appearance.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { KeyValues } from '#kernel/web/ui/Card.tsx';
import { Switch } from '#kernel/web/ui/Check.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Role } from '../contract.ts';
import { PassphraseInput } from './PassphraseInput.tsx';
import { roleWords } from './roles.ts';

function Appearance() {
  const { theme, contrast, density, singleKeys, setAppearance } = useAppearance();
  return (
    <section className="stack" aria-labelledby="look">
      <h2 id="look">Appearance</h2>
      <p className="quiet">Kept in this browser.</p>
      <div className="line wrap">
        <Segments
          label="Theme"
          value={theme}
          onChange={(chosen) => setAppearance({ theme: chosen })}
          options={[
            { value: 'system', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
        <Segments
          label="Density"
          value={density}
          onChange={(chosen) => setAppearance({ density: chosen })}
          options={[
            { value: 'compact', label: 'Compact' },
            { value: 'comfortable', label: 'Comfortable' },
          ]}
        />
      </div>
      <Switch
        label="High contrast"
        checked={contrast === 'high'}
        onChange={(on) => setAppearance({ contrast: on ? 'high' : 'system' })}
      />
      <Switch
        label="Single letters act as keys"
        checked={singleKeys}
        onChange={(on) => setAppearance({ singleKeys: on })}
      />
    </section>
  );
}

function Passphrase() {
  const { client } = useData();
  const initial = { current: '', passphrase: '' };
  const form = useForm({
    initial,
    fieldOf: { 'people.wrong_passphrase': 'current', 'people.weak_passphrase': 'passphrase' },
    send: async (values) => {
      await client.command('people.change-passphrase', values);
      form.setValues(initial);
      showToast({ state: 'kept', text: 'Passphrase changed. Your other sessions ended.' });
    },
  });
  return (
    <section className="stack" aria-labelledby="passphrase">
      <h2 id="passphrase">Passphrase</h2>
      <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
        <FormProblem problem={form.problem} />
        <TextInput
          label="Current passphrase"
          type="password"
          autoComplete="current-password"
          required
          {...form.text('current')}
        />
        <PassphraseInput label="New passphrase" {...form.text('passphrase')} />
        <Button type="submit" disabled={form.busy}>
          {form.busy ? 'Changing…' : 'Change passphrase'}
        </Button>
      </form>
    </section>
  );
}

/** Settings about oneself. */
export function Me() {
  const { person, workspace } = useSession();
  const role = roleWords[person.role as Role];
  return (
    <Page title="You" back={{ to: '/settings', label: 'Back to settings' }}>
      <div className="narrow">
        <KeyValues
          items={[
            { key: 'Name', value: person.name },
            { key: 'E-mail address', value: person.email },
            { key: `Role in ${workspace.name}`, value: `${role.label}: ${role.what.toLowerCase()}` },
            { key: 'Time zone of the workspace', value: workspace.timeZone },
          ]}
        />
      </div>
      <Appearance />
      <Passphrase />
    </Page>
  );
}
