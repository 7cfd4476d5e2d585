import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useParts } from '#kernel/web/desk-part.ts';
import { useForm } from '#kernel/web/form.ts';
import { useData } from '#kernel/web/hooks.tsx';
import { setSessionEnded } from '#kernel/web/session.ts';
import { Door } from '#kernel/web/shell/Door.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { LinkCheck } from './LinkCheck.tsx';
import { dropToken, signInInstead, useLinkToken } from './links.ts';
import { PassphraseInput } from './PassphraseInput.tsx';
import { ProofHost } from './safety/ProofHost.tsx';

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = [...new Set([ownZone, ...Intl.supportedValuesOf('timeZone')])].sort();
const youFields = ['ownerName', 'email', 'passphrase'] as const;

function Steps({ labels, at }: { labels: string[]; at: number }) {
  return (
    <ol className="steps" aria-label={t`Steps`}>
      {labels.map((label, index) => (
        <li key={label} className={index < at ? 'done' : undefined} aria-current={index === at ? 'step' : undefined}>
          {index + 1}. {label}
        </li>
      ))}
    </ol>
  );
}

function useSetUpForm(token: string, onDone: () => void) {
  const { client, queries } = useData();
  return useForm({
    initial: { ownerName: '', email: '', passphrase: '', workspaceName: '', timeZone: ownZone, teamName: t`Service` },
    fieldOf: { 'people.weak_passphrase': 'passphrase', 'people.unknown_time_zone': 'timeZone' },
    send: async (values) => {
      const { email, passphrase } = values;
      await client
        .command('people.set-up', { token, ...values })
        .catch((refusal: unknown) => signInInstead(client, refusal, { email, passphrase }));
      dropToken();
      setSessionEnded(false);
      await queries.invalidateQueries();
      onDone();
    },
  });
}

type SetUpForm = ReturnType<typeof useSetUpForm>;

function You({ form, onNext }: { form: SetUpForm; onNext: () => void }) {
  return (
    <form
      ref={form.ref}
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <p className="quiet">
        <Trans>You become the owner: the one who can do everything and who invites the others.</Trans>
      </p>
      <FormProblem problem={form.problem} />
      <TextInput
        label={t`Your name`}
        autoComplete="name"
        required
        maxLength={120}
        autoFocus
        {...form.text('ownerName')}
      />
      <TextInput label={t`Your e-mail address`} type="email" autoComplete="username" required {...form.text('email')} />
      <PassphraseInput {...form.text('passphrase')} />
      <Button type="submit" kind="primary" size="big">
        {t`Continue`}
      </Button>
    </form>
  );
}

function Service({ form, onBack }: { form: SetUpForm; onBack: () => void }) {
  return (
    <form ref={form.ref} onSubmit={form.submit}>
      <FormProblem problem={form.problem} />
      <TextInput
        label={t`Name of your service`}
        help={t`Customers and colleagues see it, such as the name of your shop.`}
        required
        maxLength={120}
        autoFocus
        {...form.text('workspaceName')}
      />
      <Select
        label={t`Time zone`}
        help={t`Times and opening hours are told in it.`}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        value={form.values.timeZone}
        error={form.errorOf('timeZone')}
        onChange={(zone) => form.set('timeZone', zone)}
      />
      <TextInput
        label={t`First team`}
        help={t`Conversations can be given to a team as well as to a person.`}
        required
        maxLength={80}
        {...form.text('teamName')}
      />
      <div className="line">
        <Button size="big" onClick={onBack}>
          {t`Back`}
        </Button>
        <Button type="submit" kind="primary" size="big" className="grow" disabled={form.busy}>
          {form.busy ? t`Setting up…` : t`Set up`}
        </Button>
      </div>
    </form>
  );
}

/** The set-up wizard: you, your service, then what capabilities add. */
export function SetUp() {
  const token = useLinkToken();
  const navigate = useNavigate();
  const [at, setAt] = useState(0);
  const added = useParts()
    .flatMap((part) => (part.setUpStep ? [part.setUpStep] : []))
    .sort((a, b) => a.order - b.order);
  const form = useSetUpForm(token, () => goTo(2));
  const goTo = (step: number) => {
    if (step < 2 + added.length) setAt(step);
    else void navigate({ to: '/' });
  };
  const labels = [t`You`, t`Your service`, ...added.map((step) => step.label)];
  // A refusal of something from the first step is shown there.
  const shown = at === 1 && youFields.some((field) => form.errorOf(field) !== undefined) ? 0 : at;
  const Step = added[shown - 2]?.Step;
  return (
    <Door title={shown < 2 ? t`Set up Heed` : (labels[shown] ?? t`Set up Heed`)}>
      {shown >= 2 && <ProofHost />}
      <Steps labels={labels} at={shown} />
      {Step ? (
        <Step onDone={() => goTo(shown + 1)} />
      ) : (
        <LinkCheck token={token} purpose="set_up">
          {() =>
            shown === 0 ? (
              <You form={form} onNext={() => (at === 1 ? form.submit() : setAt(1))} />
            ) : (
              <Service form={form} onBack={() => setAt(0)} />
            )
          }
        </LinkCheck>
      )}
    </Door>
  );
}
