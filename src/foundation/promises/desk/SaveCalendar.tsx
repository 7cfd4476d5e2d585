import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { rulesOf, sameRules } from './calendar-draft.ts';
import type { useCalendarDraft } from './use-calendar-draft.ts';

type SaveCalendarProps = {
  edit: ReturnType<typeof useCalendarDraft>;
  /** How many problems the draft still has. */
  problems: number;
  onNameError: (words: string | undefined) => void;
};

/** Saves the draft as a new version, with the reason. */
export function SaveCalendar({ edit, problems, onNameError }: SaveCalendarProps) {
  const { base, draft } = edit;
  const change = useCommandOf('calendars.change', { touches: () => ['calendars', 'targets'] });
  const rules = rulesOf(draft);
  const hasNewRules = !sameRules(rules, base.rules);
  const form = useForm({
    initial: { reason: '' },
    send: async ({ reason }) => {
      onNameError(undefined);
      const name = draft.name.trim() === base.name ? {} : { name: draft.name.trim() };
      const input = { calendarId: base.id, number: base.number, reason, ...name, ...(hasNewRules && { rules }) };
      try {
        const { number } = await change.send(input);
        edit.saved(number);
        showToast({ state: 'kept', text: hasNewRules ? t`Saved as version ${number}` : t`Renamed` });
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'calendar.taken')
          onNameError(t`There is a calendar of this name. Choose another.`);
        throw error;
      }
    },
  });
  const wrong =
    draft.name.trim() === '' ? t`Give it a name first.` : problems > 0 ? t`Put right what is marked first.` : undefined;
  return (
    <form ref={form.ref} onSubmit={form.submit} className="save-bar stack" aria-label={t`Save the change`}>
      <FormProblem problem={form.problem} />
      <div className="save-line">
        <TextInput
          label={t`Reason for the change`}
          placeholder={t`Such as: longer hours before Christmas`}
          required
          minLength={3}
          maxLength={500}
          {...form.text('reason')}
        />
        <Button onClick={edit.undo}>{t`Undo`}</Button>
        <Button kind="primary" type="submit" disabled={form.busy} disabledReason={wrong}>
          {form.busy ? t`Saving…` : hasNewRules ? t`Save as version ${base.number + 1}` : t`Save`}
        </Button>
      </div>
      {wrong && <span className="due-words wrong">{wrong}</span>}
      {hasNewRules && !wrong && (
        <span className="meta">
          <Trans>Clocks that run keep version {base.number}; what starts from now on takes the new one.</Trans>
        </span>
      )}
    </form>
  );
}
