import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconMessagePlus from '@tabler/icons-react/dist/esm/icons/IconMessagePlus.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, usePagesOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { Select, TextArea } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';

type Suggestion = OutputOf<'standards.suggestions'>['suggestions'][number];

const became = {
  new: { state: 'info', words: t`New` },
  considered: { state: 'info', words: t`Being considered` },
  taken: { state: 'kept', words: t`Taken into the draft` },
  declined: { state: 'paused', words: t`Declined` },
} as const;
const answers = ['considered', 'taken', 'declined'] as const;

function AnswerDialog({ suggestion, onClose }: { suggestion: Suggestion; onClose: () => void }) {
  const answer = useCommandOf('standards.answer-suggestion', { touches: () => ['standards'] });
  const form = useForm({
    initial: { state: 'considered' as (typeof answers)[number], answer: '' },
    fieldOf: { 'standard.reason_missing': 'answer', 'standard.no_draft': 'state' },
    send: async (values) => {
      await answer.send({ suggestionId: suggestion.id, state: values.state, answer: values.answer.trim() || null });
      onClose();
    },
  });
  return (
    <FormDialog title={t`What becomes of it?`} send={t`Answer`} form={form} onClose={onClose}>
      <blockquote className="quiet" dir="auto">
        {suggestion.text}
      </blockquote>
      <Select
        label={t`Answer`}
        options={answers.map((value) => ({ value, label: became[value].words }))}
        value={form.values.state}
        onChange={(state) => form.set('state', state as 'considered')}
        error={form.errorOf('state')}
      />
      <TextArea
        label={t`Why`}
        help={t`Its author reads it. Needed when it is declined.`}
        maxLength={500}
        {...form.text('answer')}
      />
    </FormDialog>
  );
}

function OneSuggestion({ suggestion, standardId }: { suggestion: Suggestion; standardId: string }) {
  const formats = useFormats();
  const [isAnswering, setAnswering] = useState(false);
  const { state, words } = became[suggestion.state];
  const isOpen = suggestion.state === 'new' || suggestion.state === 'considered';
  return (
    <li className="cm">
      <div className="line">
        <Face name={suggestion.authorName} kind="staff" size="s" />
        <b className="cut">
          <bdi>{suggestion.authorName}</bdi>
        </b>
        <span className="meta end nowrap">{formats.when(suggestion.writtenAt)}</span>
      </div>
      <span className="meta line wrap">
        <Link
          to="/standards/$standardId/$versionId"
          params={{ standardId, versionId: suggestion.versionId }}
          hash={suggestion.clauseId}
        >
          <bdi>{suggestion.clauseTitle}</bdi> ({suggestion.versionNumber})
        </Link>
        {suggestion.conversation && (
          <Link to={suggestion.conversation.link}>{t`from ${suggestion.conversation.reference}`}</Link>
        )}
      </span>
      <p className="std-text" dir="auto">
        {suggestion.text}
      </p>
      <div className="line wrap">
        <State state={state} pill>
          {suggestion.takenInto ? t`Taken into ${suggestion.takenInto}` : words}
        </State>
        {suggestion.answeredBy && <bdi className="meta">{suggestion.answeredBy}</bdi>}
        {isOpen && suggestion.mayAnswer && (
          <span className="end">
            <Button size="small" onClick={() => setAnswering(true)}>{t`Answer`}</Button>
          </span>
        )}
      </div>
      {suggestion.answer && (
        <p className="meta" dir="auto">
          {suggestion.answer}
        </p>
      )}
      {isAnswering && <AnswerDialog suggestion={suggestion} onClose={() => setAnswering(false)} />}
    </li>
  );
}

/** What people suggest to change, and what became of it. */
export function Suggestions({ standardId }: { standardId: string }) {
  const { pages, problem, hasMore, more, again } = usePagesOf('standards.suggestions', { standardId });
  const rows = pages?.flatMap((page) => page.suggestions);
  const open = pages?.[0]?.open ?? 0;
  return (
    <div className="doc stack">
      {problem && !rows && <Trouble problem={problem} again={again} />}
      {!rows && !problem && <Skeleton label={t`Loading suggestions`} rows={5} />}
      {rows?.length === 0 && (
        <Empty icon={IconMessagePlus} title={t`Nothing suggested yet`}>
          <Trans>Whoever works by a clause can suggest a change of it, here or beside a conversation.</Trans>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <>
          <p className="quiet">
            {plural(open, { 0: 'All have their answer.', one: '# is open.', other: '# are open.' })}
          </p>
          <ul className="stack">
            {rows.map((row) => (
              <OneSuggestion key={row.id} suggestion={row} standardId={standardId} />
            ))}
          </ul>
        </>
      )}
      {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
    </div>
  );
}
