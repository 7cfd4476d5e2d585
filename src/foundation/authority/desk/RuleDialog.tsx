import { t } from '@lingui/core/macro';
import { useId } from 'react';
import type { InputTo } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { told } from '#kernel/web/language/told.ts';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { dayEnd, dayStart } from './days.ts';
import { LimitFields, MayChoice } from './RuleFields.tsx';
import { type Draft, draftOf, inForce, limitsOf, type Who } from './rules.ts';
import { type Kind, type Rule, roleNames, ruleSentence } from './words.ts';

export type { Who };

type Props = {
  kinds: readonly Kind[];
  rules: readonly Rule[];
  kind: Kind;
  /** Nobody yet: the form asks for which person. */
  who: Who | undefined;
  onClose: () => void;
};

function inputOf(draft: Draft, who: Who, replaces: string | null): InputTo<'authority.set-rule'> {
  const from = dayStart(draft.from);
  return {
    kind: draft.kind,
    ...who,
    ...limitsOf(draft),
    ...(from && Date.parse(from) > Date.now() && { effectiveFrom: from }),
    effectiveUntil: 'personId' in who ? dayEnd(draft.until) : null,
    clauseRef: draft.clauseRef.trim() || null,
    replaces,
  };
}

function useRule({ kinds, rules, kind, who, onClose }: Props) {
  const set = useCommandOf('authority.set-rule', { touches: () => ['authority', 'approvals'] });
  const now = Date.now();
  const rule = who && inForce(rules, kind.name, who, now);
  const form = useForm<Draft>({
    initial: { ...draftOf(kind, rule), ...(who && 'personId' in who && { personId: who.personId }) },
    fieldOf: { 'authority.too_wide': 'may', 'authority.nobody_left': 'may', 'authority.own_rule': 'personId' },
    send: async (draft) => {
      const whom = who ?? { personId: draft.personId };
      const before = inForce(rules, draft.kind, whom, Date.now());
      await set.send(inputOf(draft, whom, before?.id ?? null));
      showToast({ state: 'kept', text: t`Set. What was decided before keeps the row that allowed it.` });
      onClose();
    },
  });
  const chosen = kinds.find((one) => one.name === form.values.kind) ?? kind;
  return { form, chosen };
}

function PersonFields({ form, kinds }: { form: ReturnType<typeof useRule>['form']; kinds: readonly Kind[] }) {
  const { person } = useSession();
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  return (
    <>
      <Select
        label={t`What is decided`}
        options={kinds.map((one) => ({ value: one.name, label: told(one.title) }))}
        value={form.values.kind}
        onChange={(name) => {
          const kind = kinds.find((one) => one.name === name);
          if (kind)
            form.setValues({ ...draftOf(kind, undefined), personId: form.values.personId, may: form.values.may });
        }}
      />
      <Select
        label={t`Who`}
        help={t`The row of a person goes before the one of their role. Nobody sets their own.`}
        required
        options={[
          { value: '', label: t`Choose a person` },
          ...people
            .filter((one) => one.active && one.id !== person.id)
            .map((one) => ({ value: one.id, label: `${one.name}, ${roleNames[one.role].one.toLowerCase()}` })),
        ]}
        value={form.values.personId}
        error={form.errorOf('personId')}
        onChange={(personId) => form.set('personId', personId)}
      />
    </>
  );
}

/** Sets a row, with what it will mean in a sentence before it is set. */
export function RuleDialog(props: Props) {
  const { kinds, who, onClose } = props;
  const formId = useId();
  const formats = useFormats();
  const { form, chosen } = useRule(props);
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  const { values } = form;
  const isPerson = !who || 'personId' in who;
  const name = people.find((one) => one.id === values.personId)?.name ?? t`this person`;
  const whom = who && 'role' in who ? roleNames[who.role].many : name;
  const [from, until] = [dayStart(values.from), dayStart(values.until)];
  const span = {
    from: from ? t`From ${formats.date(from)} on` : t`From now on`,
    until: isPerson && until ? formats.date(until) : null,
  };
  const text = who && 'role' in who ? inSentence(whom) : whom;
  return (
    <Dialog
      open
      onClose={onClose}
      title={who ? `${told(chosen.title)}: ${whom}` : t`Row for a person`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {t`Set it`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        {!who && <PersonFields form={form} kinds={kinds} />}
        <MayChoice form={form} />
        <LimitFields form={form} kind={chosen} />
        <div className="pair">
          <TextInput
            label={t`From`}
            type="date"
            help={t`Empty: from now on.`}
            {...form.text('from')}
            error={form.errorOf('from')}
          />
          {isPerson ? (
            <TextInput
              label={t`Until and including`}
              type="date"
              help={t`Then their role’s row counts again.`}
              {...form.text('until')}
            />
          ) : (
            <TextInput
              label={t`Where it is written`}
              help={t`Such as: Refunds 2.1`}
              maxLength={120}
              {...form.text('clauseRef')}
            />
          )}
        </div>
        <p className="meaning" role="status">
          {ruleSentence(formats, chosen, text, limitsOf(values), span)}
        </p>
      </form>
    </Dialog>
  );
}
