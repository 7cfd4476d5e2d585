import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { type Assessment, touching } from './words.ts';

const mayAssess = ['owner', 'manager', 'assessor'];
const choices = (people: readonly { id: string; name: string }[]) => [
  { value: '', label: t`Choose` },
  ...people.map(({ id, name }) => ({ value: id, label: name })),
];

function useSave(assessment: Assessment | undefined, onClose: () => void) {
  const { person } = useSession();
  const [key] = useState(() => newId());
  const navigate = useNavigate();
  const touched = touching(assessment?.id ?? '');
  const plan = useCommandOf('assessments.plan', touched);
  const change = useCommandOf('assessments.change', touched);
  return useForm({
    initial: {
      unitCode: assessment?.unitCode ?? '',
      unitTitle: assessment?.unitTitle ?? '',
      learnerId: assessment?.learnerId ?? '',
      assessorId: assessment?.assessorId ?? person.id,
      plannedOn: assessment?.plannedOn ?? new Date().toISOString().slice(0, 10),
    },
    fieldOf: { 'assessment.own': 'learnerId' },
    send: async (values) => {
      if (assessment) await change.send({ assessmentId: assessment.id, version: assessment.version, ...values });
      else {
        const { assessmentId } = await plan.send(values, { key });
        void navigate({ to: '/assessments/$assessmentId', params: { assessmentId } });
      }
      onClose();
    },
  });
}

/** Who is assessed by whom, against what, and when. */
export function AssessmentDialog({ assessment, onClose }: { assessment?: Assessment; onClose: () => void }) {
  const people = useQueryOf('people.list', {}).data?.people.filter((one) => one.active) ?? [];
  const form = useSave(assessment, onClose);
  const { values, set, text, errorOf } = form;
  return (
    <FormDialog
      title={assessment ? t`Change the assessment` : t`Plan an assessment`}
      send={assessment ? t`Save` : t`Plan it`}
      form={form}
      onClose={onClose}
    >
      <TextInput
        label={t`Code of the unit`}
        help={t`Such as CEG006, where it has one.`}
        maxLength={40}
        {...text('unitCode')}
      />
      <TextInput label={t`What it is against`} required maxLength={160} {...text('unitTitle')} />
      <Select
        label={t`Learner`}
        required
        options={choices(people)}
        value={values.learnerId}
        error={errorOf('learnerId')}
        onChange={(learnerId) => set('learnerId', learnerId)}
      />
      <Select
        label={t`Assessor`}
        help={t`An assessor, a manager or an owner, and never the learner.`}
        required
        options={choices(people.filter((one) => mayAssess.includes(one.role)))}
        value={values.assessorId}
        error={errorOf('assessorId')}
        onChange={(assessorId) => set('assessorId', assessorId)}
      />
      <TextInput label={t`Planned for`} type="date" required {...text('plannedOn')} />
    </FormDialog>
  );
}
