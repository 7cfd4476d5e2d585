import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check, Radio } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Standard } from './words.ts';

type Props = { standard: Standard; onClose: () => void };
const touches = { touches: () => ['standards', 'targets'] };

/** Publishes at once, or at a time that is set. */
export function ScheduleDialog({ standard, onClose }: Props) {
  const schedule = useCommandOf('standards.schedule', touches);
  const form = useForm({
    initial: { when: 'now' as 'now' | 'later', from: '' },
    fieldOf: { 'standard.past_date': 'from' },
    send: async ({ when, from }) => {
      const at = when === 'later' ? { from: new Date(from).toISOString() } : {};
      const { state } = await schedule.send({ versionId: standard.version.id, ...at });
      showToast({ state: 'kept', text: state === 'published' ? t`It is in force` : t`It takes effect by itself` });
      onClose();
    },
  });
  const { when } = form.values;
  return (
    <FormDialog title={t`When does it take effect?`} send={t`Publish`} form={form} onClose={onClose}>
      <fieldset className="stack tight">
        <legend className="hide">{t`When`}</legend>
        <Radio name="when" label={t`At once`} checked={when === 'now'} onChange={() => form.set('when', 'now')} />
        <Radio
          name="when"
          label={t`At a time to come`}
          checked={when === 'later'}
          onChange={() => form.set('when', 'later')}
        />
      </fieldset>
      {when === 'later' && <TextInput label={t`Takes effect`} type="datetime-local" required {...form.text('from')} />}
      <p className="quiet">
        <Trans>
          Its promises become response targets from then on. Clocks that run keep the target they started with.
          Everybody it is for is asked to read it.
        </Trans>
      </p>
    </FormDialog>
  );
}

/** Gives it back to those who wrote it. */
export function ReturnDialog({ standard, onClose }: Props) {
  const back = useCommandOf('standards.return', touches);
  const form = useForm({
    initial: { reason: '' },
    send: async ({ reason }) => {
      await back.send({ versionId: standard.version.id, reason });
      onClose();
    },
  });
  return (
    <FormDialog title={t`Return to draft`} send={t`Return`} form={form} onClose={onClose}>
      <TextArea label={t`What is to change`} required maxLength={500} {...form.text('reason')} />
    </FormDialog>
  );
}

/** Begins the next version from the one in force. */
export function BeginDialog({ standard, onClose }: Props) {
  const navigate = useNavigate();
  const begin = useCommandOf('standards.begin-version', touches);
  const form = useForm({
    initial: { step: 'minor' as 'major' | 'minor', reason: '' },
    send: async (values) => {
      await begin.send({ standardId: standard.id, ...values });
      void navigate({ to: '/standards/$standardId', params: { standardId: standard.id } });
      onClose();
    },
  });
  const { major, minor } = standard.version;
  const { step } = form.values;
  return (
    <FormDialog title={t`Next version`} send={t`Begin`} form={form} onClose={onClose}>
      <fieldset className="stack tight">
        <legend className="hide">{t`Which`}</legend>
        <Radio
          name="step"
          label={t`${major}.${minor + 1}: an adjustment`}
          help={t`Nobody has to sign it again.`}
          checked={step === 'minor'}
          onChange={() => form.set('step', 'minor')}
        />
        <Radio
          name="step"
          label={t`${major + 1}.0: something people must learn anew`}
          help={t`Everybody it is for reads and signs it again.`}
          checked={step === 'major'}
          onChange={() => form.set('step', 'major')}
        />
      </fieldset>
      <TextArea label={t`Why`} required maxLength={500} {...form.text('reason')} />
    </FormDialog>
  );
}

/** Retires the standard; says what stays. */
export function RetireDialog({ standard, onClose }: Props) {
  const retire = useCommandOf('standards.retire', touches);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Retire ${standard.name}?`}
      actions={
        <>
          <Button onClick={onClose}>{t`Keep it`}</Button>
          <Button
            kind="danger"
            disabled={retire.busy}
            onClick={async () => {
              if (await retire.run({ standardId: standard.id })) onClose();
            }}
          >
            {t`Retire`}
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          It stays to be read, but nobody can change or sign it any more. The response targets that it set go on until
          you change them, so that no customer loses a clock.
        </Trans>
      </p>
    </Dialog>
  );
}

const roles: [Standard['audience'][number], string][] = [
  ['owner', t`Owners`],
  ['manager', t`Managers`],
  ['lead', t`Leads`],
  ['adviser', t`Advisers`],
  ['assessor', t`Assessors`],
  ['learner', t`Learners`],
  ['viewer', t`Viewers`],
];

/** Name, purpose, and who must read it. */
export function SettingsDialog({ standard, onClose }: Props) {
  const change = useCommandOf('standards.change', touches);
  const form = useForm({
    initial: { name: standard.name, about: standard.about, audience: standard.audience },
    fieldOf: { 'standard.name_taken': 'name' },
    send: async (values) => {
      await change.send({ standardId: standard.id, revision: standard.revision, ...values });
      onClose();
    },
  });
  const { audience } = form.values;
  return (
    <FormDialog title={t`Name and readers`} send={t`Save`} form={form} onClose={onClose}>
      <TextInput label={t`Name`} required maxLength={60} {...form.text('name')} />
      <TextArea label={t`What it is for`} maxLength={2_000} {...form.text('about')} />
      <fieldset className="stack tight">
        <legend>{t`Who reads and signs it`}</legend>
        {roles.map(([role, words]) => (
          <Check
            key={role}
            label={words}
            checked={audience.includes(role)}
            onChange={(isIn) =>
              form.set('audience', isIn ? [...audience, role] : audience.filter((one) => one !== role))
            }
          />
        ))}
      </fieldset>
      {form.errorOf('audience') && <p className="err">{t`Choose at least one.`}</p>}
    </FormDialog>
  );
}
