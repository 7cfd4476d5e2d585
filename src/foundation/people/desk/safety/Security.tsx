import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
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
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Table } from '#kernel/web/ui/Table.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { Role } from '../../contract.ts';
import { roleWords } from '../roles.ts';
import { dayOf, startOfDay } from './days.ts';

type Rule = OutputOf<'people.security'>;

const allRoles = Object.keys(roleWords) as Role[];

function useRuleForm(rule: Rule) {
  const change = useCommandOf('people.change-security', { touches: () => ['security', 'me', 'sign-in-methods'] });
  return useForm({
    initial: { roles: rule.roles as Role[], day: rule.from ? dayOf(rule.from) : '' },
    send: async ({ roles, day }) => {
      const from = startOfDay(day);
      const done = await change.send({ version: rule.version, roles, from });
      const before = { version: done.version, roles: rule.roles, from: rule.from };
      showToast({ state: 'kept', text: t`The rule is set.`, undo: () => void change.run(before) });
    },
  });
}

/** Reads again as a whole when the rule is another one. */
function RuleForm({ rule }: { rule: Rule }) {
  const form = useRuleForm(rule);
  const { roles } = form.values;
  const toggle = (role: Role, on: boolean) =>
    form.set('roles', on ? [...roles, role] : roles.filter((each) => each !== role));
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
      <FormProblem problem={form.problem} />
      {form.refused?.code === 'people.own_second_step_first' && (
        <p>
          <Link to="/settings/my-security">{t`Open your security`}</Link>
        </p>
      )}
      <fieldset className="stack tight">
        <legend>{t`Roles that must have one`}</legend>
        {allRoles.map((role) => (
          <Check
            key={role}
            label={roleWords[role].label}
            checked={roles.includes(role)}
            onChange={(on) => toggle(role, on)}
          />
        ))}
      </fieldset>
      <TextInput
        label={t`From`}
        type="date"
        help={t`Until then they are reminded. From then on whoever has none is led to set one up and can do nothing else first. Empty: from now on.`}
        {...form.text('day')}
      />
      <div className="line">
        <Button type="submit" kind="primary" disabled={form.busy}>
          {form.busy ? t`Saving…` : t`Set the rule`}
        </Button>
      </div>
    </form>
  );
}

function RuleWords({ rule }: { rule: Rule }) {
  const formats = useFormats();
  if (rule.roles.length === 0) return <p>{t`No role must have a second step.`}</p>;
  const names = rule.roles.map((role) => roleWords[role].label).join(', ');
  return (
    <p>
      {rule.from ? (
        <Trans>
          {names}: from {formats.full(rule.from)}.
        </Trans>
      ) : (
        <Trans>{names}: from now on.</Trans>
      )}
    </p>
  );
}

function WhoHasOne({ rule }: { rule: Rule }) {
  const lacking = rule.people.filter((person) => rule.roles.includes(person.role) && !person.hasSecondStep).length;
  return (
    <>
      {lacking > 0 && (
        <Notice
          state="warn"
          title={plural(lacking, { one: 'One person still lacks one.', other: '# people still lack one.' })}
        >
          <Trans>They set it up under Your security, or are led to it when the rule begins.</Trans>
        </Notice>
      )}
      <Table
        caption={t`Who has a second step`}
        rows={rule.people}
        rowKey={(person) => person.id}
        columns={[
          { key: 'name', head: t`Name`, names: true, cell: (person) => <bdi>{person.name}</bdi> },
          { key: 'role', head: t`Role`, cell: (person) => roleWords[person.role].label },
          {
            key: 'step',
            head: t`Second step`,
            cell: (person) =>
              person.hasSecondStep ? (
                <State state="kept">{t`Has one`}</State>
              ) : (
                <State state={rule.roles.includes(person.role) ? 'warn' : 'paused'}>{t`Has none`}</State>
              ),
          },
        ]}
      />
    </>
  );
}

/** What the workspace demands of those who sign in. */
export function Security() {
  const { can } = useSession();
  const query = useQueryOf('people.security', {});
  const rule = query.data;
  return (
    <Page title={t`Security`} back={{ to: '/settings', label: t`Back to settings` }}>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading the rules`} />}
      {rule && (
        <>
          <section className="stack" aria-labelledby="second-step">
            <h2 id="second-step">{t`Second step when signing in`}</h2>
            <p className="quiet">
              <Trans>
                A second step is a code of an authenticator app or a passkey, after the passphrase. Whoever loses theirs
                uses a recovery code, or you give them a new way in with <code>heed people reset</code>.
              </Trans>
            </p>
            {can('people.change-security') ? <RuleForm key={rule.version} rule={rule} /> : <RuleWords rule={rule} />}
          </section>
          <section className="stack" aria-labelledby="who">
            <h2 id="who">{t`Who has one`}</h2>
            <WhoHasOne rule={rule} />
          </section>
        </>
      )}
    </Page>
  );
}
