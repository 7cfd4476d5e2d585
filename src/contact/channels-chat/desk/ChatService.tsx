import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './chat-widget.css';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { duration } from '#kernel/web/ui/format.ts';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { FormPreview } from './FormPreview.tsx';
import { QuestionEditor } from './QuestionEditor.tsx';
import { type Ask, askWords, moved, newQuestion, type Question, type Settings } from './question-rows.ts';

const mostQuestions = 8;

/** What is known of this hour, in the words of the setting. */
function replyWords({ n, medianMs, needed }: Settings['replies']): string {
  const rule = t`Named when there were at least ${needed} in this hour of the week within the last four weeks.`;
  if (medianMs === null) return t`${rule} There was none in this hour.`;
  const half = duration(medianMs);
  const known = plural(n, {
    one: `One first reply, within ${half}`,
    other: `# first replies, half of them within ${half}`,
  });
  return n < needed ? t`${rule} So far: ${known}.` : t`At this hour: ${known}. ${rule}`;
}

function Hours({ settings, value, onChange }: { settings: Settings; value: string; onChange: (id: string) => void }) {
  const calendars = useQueryOf('calendars.list', {}).data?.calendars ?? [];
  const usable = calendars.filter((one) => !one.isRetired || one.id === settings.calendarId);
  const chosen = calendars.find((one) => one.id === value);
  return (
    <>
      <Select
        label={t`Opening hours`}
        options={[{ value: '', label: t`Always open` }, ...usable.map(({ id, name }) => ({ value: id, label: name }))]}
        value={value}
        onChange={onChange}
        help={t`Outside them the chat says when you are back, in the customer’s own time, and asks for an e-mail address beside the message.`}
      />
      {chosen && (
        <p className="quiet">
          {chosen.isOpen ? t`Open just now. ` : t`Closed just now. `}
          <Link to="/settings/calendars/$calendarId" params={{ calendarId: chosen.id }}>
            {t`Look at the calendar`}
          </Link>
        </p>
      )}
    </>
  );
}

type QuestionsProps = {
  settings: Settings;
  questions: Question[];
  errorOf: (at: number) => string | undefined;
  onChange: (questions: Question[]) => void;
};

function Questions({ settings, questions, errorOf, onChange }: QuestionsProps) {
  const [ask, setAsk] = useState<Ask>('name');
  const isFull = questions.length >= mostQuestions;
  return (
    <div className="stack">
      {questions.map((question, at) => (
        <QuestionEditor
          key={question.key}
          question={question}
          at={at}
          count={questions.length}
          fields={settings.fields}
          error={errorOf(at)}
          onChange={(next) => onChange(questions.map((one, index) => (index === at ? next : one)))}
          onMove={(by) => onChange(moved(questions, at, by))}
          onRemove={() => onChange(questions.filter((_, index) => index !== at))}
        />
      ))}
      <div className="line wrap add-question">
        <Select
          label={t`Ask for`}
          options={Object.entries(askWords).map(([value, label]) => ({ value, label }))}
          value={ask}
          onChange={(value) => setAsk(value as Ask)}
        />
        <Button
          icon={IconPlus}
          disabledReason={isFull ? t`Eight questions are the most. Remove one first.` : undefined}
          onClick={() => onChange([...questions, newQuestion(ask, questions)])}
        >
          {t`Add a question`}
        </Button>
      </div>
    </div>
  );
}

function ServiceForm({ settings, mayChange }: { settings: Settings; mayChange: boolean }) {
  const change = useCommandOf('chat.change-service', { touches: () => ['widget'] });
  const form = useForm({
    initial: {
      calendarId: settings.calendarId ?? '',
      saysReplyTime: settings.saysReplyTime,
      saysPlace: settings.saysPlace,
      questions: settings.questions,
      consent: settings.consent,
      goesOnByMail: settings.goesOnByMail,
      goesOnMinutes: String(settings.goesOnMinutes),
    },
    fieldOf: { 'chat.unknown_calendar': 'calendarId' },
    send: async ({ calendarId, questions, goesOnMinutes, ...rest }) => {
      const tidy = questions.map((one) => ({
        ...one,
        choices: one.choices.map((text) => text.trim()).filter(Boolean),
      }));
      const minutes = Number(goesOnMinutes);
      const kept = {
        version: settings.version,
        calendarId: calendarId || null,
        questions: tidy,
        goesOnMinutes: minutes,
      };
      await change.send({ ...kept, ...rest });
      showToast({ state: 'kept', text: t`Kept. The chat says so from now on.` });
    },
  });
  const { values, set } = form;
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack loose">
      <FormProblem problem={form.problem} />
      <fieldset className="stack narrow plain" disabled={!mayChange}>
        <h2>{t`What to expect`}</h2>
        <Hours settings={settings} value={values.calendarId} onChange={(id) => set('calendarId', id)} />
        <Check
          label={t`Say how long replies take`}
          help={replyWords(settings.replies)}
          checked={values.saysReplyTime}
          onChange={(on) => set('saysReplyTime', on)}
        />
        <Check
          label={t`Say how many wait before`}
          help={t`While nobody has taken a chat, its customer sees how many others began before and wait too.`}
          checked={values.saysPlace}
          onChange={(on) => set('saysPlace', on)}
        />
      </fieldset>
      <fieldset className="stack narrow plain" disabled={!mayChange}>
        <h2>{t`When the visitor has gone`}</h2>
        <Check
          label={t`Go on by mail`}
          help={t`What they did not see is mailed to the address on their record. One that was only typed is asked first whether it is theirs. Replies come back into the chat. Visitors are told before.`}
          checked={values.goesOnByMail}
          onChange={(on) => set('goesOnByMail', on)}
        />
        {values.goesOnByMail && (
          <TextInput
            label={t`After minutes without them`}
            type="number"
            min={1}
            max={1_440}
            required
            {...form.text('goesOnMinutes')}
          />
        )}
      </fieldset>
      <fieldset className="stack plain" disabled={!mayChange}>
        <h2>{t`Questions before the chat`}</h2>
        <p className="quiet narrow">
          <Trans>
            Asked once, before the first message, of visitors who are not signed in. Ask for what you need to answer:
            each further question costs you conversations. Names and addresses are what visitors say of themselves; they
            lead to nobody’s earlier conversations.
          </Trans>
        </p>
        <div className="with-preview">
          <div className="stack">
            <Questions
              settings={settings}
              questions={values.questions}
              errorOf={(at) => form.errorOf(`questions.${at}` as 'questions')}
              onChange={(questions) => set('questions', questions)}
            />
            <TextArea
              label={t`Consent`}
              help={t`Where there are questions, a line to agree to, for example how long you keep the answers. Empty: none.`}
              rows={2}
              maxLength={500}
              {...form.text('consent')}
            />
          </div>
          {values.questions.length > 0 ? (
            <FormPreview questions={values.questions} consent={values.consent} />
          ) : (
            <p className="quiet">{t`Nothing is asked: visitors write at once.`}</p>
          )}
        </div>
      </fieldset>
      {mayChange && (
        <div>
          <Button type="submit" kind="primary" disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Save`}
          </Button>
        </div>
      )}
    </form>
  );
}

/** What the chat says of the service, and what it asks first. */
export function ChatService() {
  const { can } = useSession();
  const query = useQueryOf('chat.service-settings', {});
  return (
    <Page title={t`Chat hours and questions`} back={{ to: '/settings', label: t`Back to settings` }}>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading what the chat says`} rows={8} />}
      {query.data && (
        <ServiceForm key={query.data.version} settings={query.data} mayChange={can('chat.change_widget')} />
      )}
    </Page>
  );
}
