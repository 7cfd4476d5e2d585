import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useData, useQueryOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { VolumeFields } from './VolumeFields.tsx';
import { type Block, firstBlock, volumeOf } from './volume.ts';
import { type Assumptions, type Plan, skillsOf } from './words.ts';

/** Where the volume comes from: counted now, typed now, or as the plan has it. */
export type Source = 'count' | 'type' | 'keep';

const usual: Assumptions = {
  ...{ way: 'live', handlingSeconds: 300, servedPercent: 80, withinSeconds: 60, patienceSeconds: null },
  ...{ atOnce: 1, busyPercent: 85, shrinkagePercent: 30, teamPercent: 100, skills: [] },
};

/** Assumptions that are numbers, as the fields hold them. */
const numbers = [
  { name: 'handlingSeconds', label: t`Seconds for each contact`, least: 5, most: 36_000, isLive: false },
  { name: 'servedPercent', label: t`In time, of a hundred`, least: 1, most: 99, isLive: true },
  { name: 'withinSeconds', label: t`Within, in seconds`, least: 0, most: 86_400, isLive: true },
  { name: 'atOnce', label: t`Contacts at once`, least: 1, most: 10, isLive: true },
  { name: 'busyPercent', label: t`Busy at most, of a hundred`, least: 10, most: 100, isLive: false },
  { name: 'shrinkagePercent', label: t`Away, of a hundred`, least: 0, most: 90, isLive: false },
  { name: 'teamPercent', label: t`Of the team for this, of a hundred`, least: 1, most: 100, isLive: false },
] as const;

const begin = (plan: Plan | undefined) => {
  const assumes: Assumptions = plan?.assumes ?? usual;
  return {
    name: plan?.name ?? '',
    touchpointId: plan?.touchpointId ?? '',
    teamId: plan?.teamId ?? '',
    standardId: plan?.standardId ?? '',
    source: (plan ? 'keep' : 'count') as Source,
    weeks: String(plan?.countedWeeks ?? 4),
    blocks: [firstBlock] as Block[],
    way: assumes.way,
    patienceSeconds: assumes.patienceSeconds === null ? '' : String(assumes.patienceSeconds),
    skills: assumes.skills.join(', '),
    ...(Object.fromEntries(numbers.map(({ name }) => [name, String(assumes[name])])) as Record<
      (typeof numbers)[number]['name'],
      string
    >),
  };
};
type Values = ReturnType<typeof begin>;

function assumed(values: Values): Assumptions {
  const counts = Object.fromEntries(numbers.map(({ name }) => [name, Number(values[name])]));
  return {
    ...usual,
    ...counts,
    way: values.way,
    patienceSeconds: values.patienceSeconds === '' ? null : Number(values.patienceSeconds),
    skills: skillsOf(values.skills),
  };
}

function useSave(plan: Plan | undefined, first: { touchpointId: string; teamId: string }, onClose: () => void) {
  const [key] = useState(() => newId());
  const { client } = useData();
  const navigate = useNavigate();
  const touched = { touches: () => ['staffing-plans'] };
  const add = useCommandOf('staffing.add-plan', touched);
  const change = useCommandOf('staffing.change-plan', touched);
  return useForm({
    initial: begin(plan),
    fieldOf: { 'staffing.name_taken': 'name' },
    send: async (values) => {
      const touchpointId = values.touchpointId || first.touchpointId;
      const teamId = values.teamId || first.teamId;
      const weeks = Number(values.weeks);
      const volume = {
        keep: async () => plan?.volume ?? [],
        type: async () => volumeOf(values.blocks),
        count: async () => (await client.query('staffing.contacts', { touchpointId, teamId, weeks })).volume,
      };
      const written = {
        ...{ name: values.name, touchpointId, teamId, standardId: values.standardId || null },
        volume: await volume[values.source](),
        countedWeeks: { keep: plan?.countedWeeks ?? null, type: null, count: weeks }[values.source],
        assumes: assumed(values),
      };
      if (plan) await change.send({ ...written, planId: plan.id, version: plan.version });
      else {
        const { planId } = await add.send(written, { key });
        await navigate({ to: '/staffing/$planId', params: { planId } });
      }
      showToast({ state: 'kept', text: t`The plan is saved` });
      onClose();
    },
  });
}

/** What is planned for, how much comes, and how it is to be met. */
export function PlanDialog({ plan, onClose }: { plan?: Plan; onClose: () => void }) {
  const formId = useId();
  const touchpoints = useQueryOf('touchpoints.list', { limit: 100 }).data?.touchpoints ?? [];
  const teams = useQueryOf('people.teams', {}).data?.teams ?? [];
  const standards = useQueryOf('standards.list', {}).data?.standards ?? [];
  const usable = touchpoints.filter((one) => one.state !== 'retired' || one.id === plan?.touchpointId);
  const form = useSave(plan, { touchpointId: usable[0]?.id ?? '', teamId: teams[0]?.id ?? '' }, onClose);
  const { values, set } = form;
  const isLive = values.way === 'live';
  return (
    <Dialog
      open
      onClose={onClose}
      title={plan ? t`Change ${plan.name}` : t`New plan`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Reckoning…` : t`Save`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Name`} required maxLength={80} autoFocus {...form.text('name')} />
        <Select
          label={t`Touchpoint`}
          help={t`Its hours and its licence count.`}
          options={usable.map((one) => ({ value: one.id, label: one.name }))}
          value={values.touchpointId || (usable[0]?.id ?? '')}
          onChange={(value) => set('touchpointId', value)}
        />
        <Select
          label={t`Team`}
          options={teams.map((one) => ({ value: one.id, label: one.name }))}
          value={values.teamId || (teams[0]?.id ?? '')}
          onChange={(value) => set('teamId', value)}
        />
        <Select
          label={t`Standard that is to be kept`}
          options={[
            { value: '', label: t`none in particular` },
            ...standards.map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={values.standardId}
          onChange={(value) => set('standardId', value)}
        />
        <VolumeFields
          hasOwn={plan !== undefined}
          source={values.source}
          weeks={values.weeks}
          blocks={values.blocks}
          onChange={(change) => form.setValues((old) => ({ ...old, ...change }))}
        />
        <Select
          label={t`How it is met`}
          options={[
            { value: 'live', label: t`At once: chat, phone` },
            { value: 'later', label: t`Within the day: mail, forms, letters` },
          ]}
          value={values.way}
          onChange={(value) => set('way', value as Assumptions['way'])}
        />
        <div className="st-fields">
          {numbers
            .filter((one) => isLive || !one.isLive)
            .map(({ name, label, least, most }) => (
              <TextInput key={name} label={label} type="number" required min={least} max={most} {...form.text(name)} />
            ))}
          {isLive && (
            <TextInput
              label={t`Patience in seconds`}
              help={t`Empty: everybody waits.`}
              type="number"
              min={5}
              max={3_600}
              {...form.text('patienceSeconds')}
            />
          )}
        </div>
        <TextInput
          label={t`What everybody must be able to do`}
          help={t`Such as German, with commas between. Only people of shifts who can do all of it are counted.`}
          {...form.text('skills')}
        />
      </form>
    </Dialog>
  );
}
