import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './feedback.css';
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
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { changeHours, linkDays } from '../contract-words.ts';

type Settings = OutputOf<'feedback.settings'>;

function SettingsForm({ settings, mayChange }: { settings: Settings; mayChange: boolean }) {
  const change = useCommandOf('feedback.change-settings', { touches: () => ['feedback-settings'] });
  const form = useForm({
    initial: { isOn: settings.isOn, restDays: String(settings.restDays), question: settings.question },
    send: async ({ isOn, restDays, question }) => {
      await change.send({ version: settings.version, isOn, restDays: Number(restDays), question });
      showToast({ state: 'kept', text: isOn ? t`Customers are asked from now on` : t`Nobody is asked any more` });
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit}>
      <FormProblem problem={form.problem} />
      <fieldset className="stack narrow feedback-plain" disabled={!mayChange}>
        <Check
          label={t`Ask customers how it went`}
          help={t`When a chat is resolved in which a person answered. Happy or unhappy: the same rule for everybody.`}
          checked={form.values.isOn}
          onChange={(isOn) => form.set('isOn', isOn)}
        />
        <TextInput label={t`Question`} required maxLength={200} {...form.text('question')} />
        <TextInput
          label={t`Days of rest`}
          type="number"
          inputMode="numeric"
          min={0}
          max={365}
          required
          help={t`Who was asked is not asked again for so many days. 0: after every conversation.`}
          {...form.text('restDays')}
        />
        {mayChange && (
          <div>
            <Button type="submit" kind="primary" disabled={form.busy}>
              {form.busy ? t`Saving…` : t`Save`}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}

/** Whether customers are asked, what, and how often. */
export function FeedbackSettings() {
  const { can } = useSession();
  const query = useQueryOf('feedback.settings', {});
  return (
    <Page title={t`Feedback`} back={{ to: '/settings', label: t`Back to settings` }}>
      <p className="quiet narrow">
        <Trans>
          The chat offers a link to a page on which the customer chooses from five answers and may add a comment. It can
          be answered for {linkDays} days and changed for {changeHours} hours after that. Opening the link records
          nothing, and whoever does not want to be asked says so there.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading the settings`} rows={4} />}
      {query.data && (
        <SettingsForm key={query.data.version} settings={query.data} mayChange={can('feedback.change_settings')} />
      )}
    </Page>
  );
}
