import { t } from '@lingui/core/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useId, useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Modal } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Condition, SavedView, Shared, Sort } from '../contract.ts';
import { ConditionRow } from './ConditionRow.tsx';
import { useColleagues } from './colleagues.ts';
import { firstCondition, leftOut, missing } from './condition-words.ts';
import { chooseSort } from './sort.ts';

type ViewEditorProps = {
  /** Absent: a new one. */
  view: SavedView | undefined;
  onSaved: (viewId: string) => void;
  onClose: () => void;
};

/** A condition with a name of its own, so that a row stays itself while others come and go. */
type Row = { id: number; condition: Condition };

const mostConditions = 12;

function useViewForm({ view, onSaved, onClose }: ViewEditorProps) {
  const touches = () => ['inbox-views'];
  const save = useCommandOf('conversations.save-view', { touches });
  const change = useCommandOf('conversations.change-view', { touches });
  const [untold, setUntold] = useState<string>();
  const first = view?.rule.conditions ?? [firstCondition('status')];
  const form = useForm({
    initial: {
      name: view?.name ?? '',
      match: view?.rule.match ?? ('all' as 'all' | 'any'),
      rows: first.map((condition, id): Row => ({ id, condition })),
      sort: view?.sort ?? ('newest' as Sort),
      shared: view?.shared ?? ('nobody' as Shared),
      teamId: view?.teamId ?? '',
    },
    send: async ({ name, match, rows, sort, shared, teamId }) => {
      const conditions = rows.map((row) => row.condition);
      const lacking = conditions.map(missing).find((words) => words !== undefined);
      setUntold(lacking);
      if (lacking) return;
      const content = { name, rule: { match, conditions }, sort, shared };
      const team = shared === 'team' ? teamId || null : null;
      const done = view
        ? await change.send({ viewId: view.id, version: view.version, ...content, teamId: team })
        : await save.send({ ...content, teamId: team });
      showToast({ state: 'kept', text: view ? t`View ${name.trim()} changed` : t`View ${name.trim()} saved` });
      // What the reader chose for themselves gives way to what the view says now.
      chooseSort(`view-${done.viewId}`, sort);
      onClose();
      onSaved(done.viewId);
    },
  });
  return { form, untold };
}

type Form = ReturnType<typeof useViewForm>['form'];

function Conditions({ form, untold }: { form: Form; untold: string | undefined }) {
  const { rows, match } = form.values;
  const set = (next: Row[]) => form.set('rows', next);
  const add = () => {
    const id = Math.max(0, ...rows.map((row) => row.id)) + 1;
    set([...rows, { id, condition: firstCondition('tag') }]);
  };
  return (
    <fieldset className="stack">
      <legend>{t`Which conversations`}</legend>
      {rows.length > 1 && (
        <Segments
          label={t`How conditions count`}
          value={match}
          onChange={(value) => form.set('match', value)}
          options={[
            { value: 'all', label: t`All of these hold` },
            { value: 'any', label: t`One of these holds` },
          ]}
        />
      )}
      <ul className="conditions" aria-label={t`Conditions`}>
        {rows.map((row) => (
          <ConditionRow
            key={row.id}
            condition={row.condition}
            onChange={(condition) => set(rows.map((one) => (one.id === row.id ? { ...one, condition } : one)))}
            onRemove={rows.length > 1 ? () => set(rows.filter((one) => one.id !== row.id)) : undefined}
          />
        ))}
      </ul>
      {rows.length < mostConditions && (
        <Button size="small" icon={IconPlus} onClick={add}>
          {t`Add a condition`}
        </Button>
      )}
      <span className={untold ? 'err' : 'meta'} role="status">
        {untold ?? leftOut({ conditions: rows.map((row) => row.condition) })}
      </span>
    </fieldset>
  );
}

function Sharing({ form, isMine }: { form: Form; isMine: boolean }) {
  const { can } = useSession();
  const { teams } = useColleagues();
  const { shared, teamId } = form.values;
  if (!can('conversations.share_view')) return null;
  return (
    <>
      <Select
        label={t`Who sees it`}
        value={shared}
        options={[
          { value: 'nobody', label: isMine ? t`Only you` : t`Only whoever made it` },
          { value: 'team', label: t`A team`, disabled: teams.length === 0 },
          { value: 'everybody', label: t`Everybody who reads the inbox` },
        ]}
        onChange={(value) => form.setValues((old) => ({ ...old, shared: value as Shared, teamId: teams[0]?.id ?? '' }))}
      />
      {shared === 'team' && (
        <Select
          label={t`Team`}
          value={teamId}
          options={teams.map((team) => ({ value: team.id, label: team.name }))}
          onChange={(value) => form.set('teamId', value)}
        />
      )}
    </>
  );
}

/** Makes or changes a view: a name, conditions, an order, and who sees it. */
export function ViewEditor(props: ViewEditorProps) {
  const { view, onClose } = props;
  const formId = useId();
  const titleId = `${formId}-title`;
  const { person } = useSession();
  const { form, untold } = useViewForm(props);
  return (
    <Modal open onClose={onClose} className="dialog wider" aria-labelledby={titleId}>
      <div className="dialog-in">
        <h2 id={titleId}>{view ? t`View ${view.name}` : t`New view`}</h2>
        <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
          <FormProblem problem={form.problem} />
          <TextInput
            label={t`Name`}
            help={t`Such as: Urgent and unanswered.`}
            required
            maxLength={60}
            {...form.text('name')}
          />
          <Conditions form={form} untold={untold} />
          <Select
            label={t`Order`}
            value={form.values.sort}
            options={[
              { value: 'newest', label: t`Newest message first` },
              { value: 'due', label: t`Next promise first` },
            ]}
            onChange={(sort) => form.set('sort', sort as Sort)}
          />
          <Sharing form={form} isMine={!view || view.ownerId === person.id} />
        </form>
        <div className="actions">
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Save view`}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
