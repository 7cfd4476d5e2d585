import { plural, t } from '@lingui/core/macro';
import { useId, useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { Select, TextArea } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { ScrollBox } from '#kernel/web/ui/ScrollBox.tsx';
import { Count } from '#kernel/web/ui/Small.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import type { Comment, Standard } from './words.ts';

const became = {
  taken: { state: 'kept', words: t`Taken in` },
  partly: { state: 'info', words: t`Taken in partly` },
  declined: { state: 'paused', words: t`Noted, with reason` },
} as const;

function Answer({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const formId = useId();
  const dispose = useCommandOf('standards.dispose', { touches: () => ['standards'] });
  const form = useForm({
    initial: { disposition: 'taken' as 'taken' | 'partly' | 'declined', reason: '' },
    fieldOf: { 'standard.reason_missing': 'reason' },
    send: async ({ disposition, reason }) => {
      await dispose.send({ commentId: comment.id, disposition, reason: reason.trim() || null });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`What became of it?`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>{t`Answer`}</Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <blockquote className="quiet" dir="auto">
          {comment.text}
        </blockquote>
        <FormProblem problem={form.problem} />
        <Select
          label={t`Answer`}
          options={(['taken', 'partly', 'declined'] as const).map((value) => ({ value, label: became[value].words }))}
          value={form.values.disposition}
          onChange={(value) => form.set('disposition', value as 'taken')}
        />
        <TextArea
          label={t`Why`}
          help={t`Whoever commented reads it. Needed unless all of it was taken in.`}
          maxLength={500}
          {...form.text('reason')}
        />
      </form>
    </Dialog>
  );
}

function OneComment({ comment, standard }: { comment: Comment; standard: Standard }) {
  const formats = useFormats();
  const [isAnswering, setAnswering] = useState(false);
  const clause = standard.clauses.find((one) => one.id === comment.clauseId);
  const shown = comment.disposition && became[comment.disposition];
  return (
    <li className="cm">
      <div className="line">
        <Face name={comment.authorName} kind="staff" size="s" />
        <b className="cut">
          <bdi>{comment.authorName}</bdi>
        </b>
        <span className="meta end nowrap">{formats.when(comment.writtenAt)}</span>
      </div>
      {clause && (
        <a className="meta cut" href={`#${clause.id}`}>
          {clause.number} <bdi>{clause.title}</bdi>
        </a>
      )}
      <p dir="auto">{comment.text}</p>
      <div className="line">
        {shown ? (
          <State state={shown.state} pill>
            {shown.words}
          </State>
        ) : (
          <State state="info" pill>{t`Open`}</State>
        )}
        {!shown && standard.abilities.includes('dispose') && (
          <span className="end">
            <Button size="small" onClick={() => setAnswering(true)}>{t`Answer`}</Button>
          </span>
        )}
      </div>
      {comment.dispositionReason && (
        <p className="meta" dir="auto">
          {comment.dispositionReason}
        </p>
      )}
      {isAnswering && <Answer comment={comment} onClose={() => setAnswering(false)} />}
    </li>
  );
}

function Write({ standard }: { standard: Standard }) {
  const write = useCommandOf('standards.comment', { touches: () => ['standards'] });
  const form = useForm({
    initial: { clauseId: '', text: '' },
    send: async ({ clauseId, text }) => {
      await write.send({ versionId: standard.version.id, clauseId: clauseId || null, text });
      form.setValues({ clauseId, text: '' });
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit} className="cm">
      <FormProblem problem={form.problem} />
      <Select
        label={t`Comment on`}
        options={[
          { value: '', label: t`The whole of it` },
          ...standard.clauses.map((clause) => ({ value: clause.id, label: `${clause.number} ${clause.title}` })),
        ]}
        value={form.values.clauseId}
        onChange={(clauseId) => form.set('clauseId', clauseId)}
      />
      <TextArea label={t`Your comment`} required rows={2} maxLength={4_000} {...form.text('text')} />
      <div>
        <Button type="submit" size="small" disabled={form.busy || form.values.text.trim() === ''}>{t`Comment`}</Button>
      </div>
    </form>
  );
}

/** What people said of this version, in the margin, each with its answer. */
export function Comments({ standard }: { standard: Standard }) {
  const { comments, invitees, abilities } = standard;
  const open = comments.filter((one) => one.disposition === null).length;
  const round = standard.rounds.find((one) => one.closedAt === null);
  const isOver = standard.version.state === 'consulting' && !round;
  const mayComment = abilities.includes('comment') && !isOver;
  if (comments.length === 0 && !mayComment) return null;
  const silent = invitees.filter((one) => !one.hasCommented).map((one) => one.name);
  return (
    <ScrollBox className="std-margin" label={t`Comments`}>
      <div className="line">
        <h2>{t`Comments`}</h2>
        <Count value={comments.length} />
        {open > 0 && (
          <span className="meta end">{plural(open, { one: '# needs an answer', other: '# need an answer' })}</span>
        )}
      </div>
      {round && round.number > 1 && <p className="meta">{t`Round ${round.number}`}</p>}
      {isOver && <p className="meta">{t`This round is closed.`}</p>}
      {silent.length > 0 && mayComment && <p className="meta">{t`Still asked: ${silent.join(', ')}`}</p>}
      {comments.length === 0 && <p className="quiet">{t`Nobody has said anything yet.`}</p>}
      <ul className="stack">
        {comments.map((comment) => (
          <OneComment key={comment.id} comment={comment} standard={standard} />
        ))}
      </ul>
      {mayComment && <Write standard={standard} />}
    </ScrollBox>
  );
}
