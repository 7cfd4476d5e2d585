import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { askWords, type Question, type Settings } from './question-rows.ts';

type QuestionEditorProps = {
  question: Question;
  at: number;
  count: number;
  fields: Settings['fields'];
  error: string | undefined;
  onChange: (question: Question) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

/** One question of the form: its words, whether it must be answered, what can be chosen. */
export function QuestionEditor({
  question,
  at,
  count,
  fields,
  error,
  onChange,
  onMove,
  onRemove,
}: QuestionEditorProps) {
  const set = (change: Partial<Question>) => onChange({ ...question, ...change });
  const name = question.label || askWords[question.ask];
  return (
    <fieldset className="question stack tight">
      <legend className="hide">
        <Trans>Question {at + 1}</Trans>
      </legend>
      <div className="line">
        <b className="grow">{askWords[question.ask]}</b>
        <IconButton
          icon={IconUp}
          size="small"
          kind="quiet"
          label={t`Move “${name}” up`}
          disabled={at === 0}
          onClick={() => onMove(-1)}
        />
        <IconButton
          icon={IconDown}
          size="small"
          kind="quiet"
          label={t`Move “${name}” down`}
          disabled={at === count - 1}
          onClick={() => onMove(1)}
        />
        <IconButton icon={IconX} size="small" kind="quiet" label={t`Remove “${name}”`} onClick={onRemove} />
      </div>
      {question.ask === 'field' && (
        <Select
          label={t`Field`}
          options={[{ value: '', label: t`Choose a field` }, ...fields.map(({ id, label }) => ({ value: id, label }))]}
          value={question.fieldId ?? ''}
          help={
            fields.length === 0
              ? t`Text and choice fields of conversations are kept under Settings, Fields.`
              : undefined
          }
          onChange={(fieldId) =>
            set({
              fieldId: fieldId || null,
              label: question.label || (fields.find((one) => one.id === fieldId)?.label ?? ''),
            })
          }
        />
      )}
      <TextInput
        label={t`Words`}
        required
        maxLength={120}
        value={question.label}
        error={error}
        onChange={(event) => set({ label: event.currentTarget.value })}
      />
      {question.ask === 'one_of' && (
        <TextArea
          label={t`Answers`}
          help={t`One a line, two to twenty.`}
          rows={3}
          value={question.choices.join('\n')}
          onChange={(event) => set({ choices: event.currentTarget.value.split('\n').slice(0, 20) })}
        />
      )}
      <Check label={t`Must be answered`} checked={question.isRequired} onChange={(isRequired) => set({ isRequired })} />
    </fieldset>
  );
}
