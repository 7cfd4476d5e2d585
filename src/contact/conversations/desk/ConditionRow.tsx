import { t } from '@lingui/core/macro';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import type { Channel, Condition } from '../contract.ts';
import { useColleagues } from './colleagues.ts';
import {
  about,
  type Choice,
  type ConditionOn,
  dueChoices,
  firstCondition,
  priorityChoices,
  snoozedChoices,
  statusChoices,
  waitingChoices,
} from './condition-words.ts';
import { useTags } from './tags.ts';
import { channels } from './words.tsx';

type Several = Extract<Condition, { of: unknown }>;
type FieldCondition = Extract<Condition, { on: 'field' }>;
type RowProps<C extends Condition = Condition> = { condition: C; onChange: (condition: Condition) => void };

/** What a condition of this kind can name. */
function useChoices(on: Several['on']): readonly Choice[] {
  const { able, teams } = useColleagues();
  const { onList } = useTags();
  const named = (all: readonly { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  switch (on) {
    case 'status':
      return statusChoices;
    case 'priority':
      return priorityChoices;
    case 'channel':
      return (Object.keys(channels) as Channel[]).map((value) => ({ value, label: channels[value].label }));
    case 'assignee':
      return [{ value: 'me', label: t`Whoever looks` }, { value: 'nobody', label: t`Nobody` }, ...named(able)];
    case 'team':
      return [
        { value: 'mine', label: t`Teams of whoever looks` },
        { value: 'none', label: t`No team` },
        ...named(teams),
      ];
    case 'tag':
      return named(onList);
  }
}

/** One or several of a list: what is chosen, each with a way off, and what else there is. */
function SeveralValues({ condition, onChange }: RowProps<Several>) {
  const choices = useChoices(condition.on);
  const { nameOf } = useTags();
  const chosen: readonly string[] = condition.of;
  const labelOf = (value: string) =>
    choices.find((one) => one.value === value)?.label ?? nameOf(value) ?? t`Somebody who left`;
  const set = (of: readonly string[]) => onChange({ ...condition, of } as Several);
  const left = choices.filter((one) => !chosen.includes(one.value));
  return (
    <div className="stack tight">
      <Select
        label={t`How`}
        value={condition.is}
        options={[
          { value: 'any', label: t`is one of` },
          { value: 'none', label: t`is none of` },
        ]}
        onChange={(is) => onChange({ ...condition, is: is as 'any' | 'none' })}
      />
      {chosen.length > 0 && (
        <div className="chosen">
          {chosen.map((value) => (
            <Button
              key={value}
              size="small"
              icon={IconX}
              aria-label={t`Take ${labelOf(value)} off`}
              onClick={() => set(chosen.filter((one) => one !== value))}
            >
              <bdi className="cut">{labelOf(value)}</bdi>
            </Button>
          ))}
        </div>
      )}
      {left.length > 0 && (
        <Select
          label={chosen.length === 0 ? t`Choose` : t`Or`}
          value=""
          options={[{ value: '', label: t`Add one…` }, ...left]}
          onChange={(value) => value !== '' && set([...chosen, value])}
        />
      )}
    </div>
  );
}

/** A field of the customer or the conversation, and what it must hold. */
function FieldValue({ condition, onChange }: RowProps<FieldCondition>) {
  const fields = useQueryOf('fields.list', {}).data?.fields.filter((field) => !field.isRetired) ?? [];
  const offered = fields.filter((field) => field.subject === 'customer' || field.subject === 'conversation');
  const field = offered.find((one) => one.subject === condition.subject && one.key === condition.key);
  const choose = (picked: string) => {
    const [subject, key = ''] = picked.split(' ');
    onChange({ ...condition, subject: subject as FieldCondition['subject'], key, value: '' });
  };
  const options = offered.map((one) => ({
    value: `${one.subject} ${one.key}`,
    label: `${one.label} (${one.subject})`,
  }));
  const isChoice = field?.kind === 'one_of' || field?.kind === 'several_of';
  const type = field?.kind === 'date' ? 'date' : field?.kind === 'number' ? 'number' : 'text';
  return (
    <div className="stack tight">
      <Select
        label={t`Field`}
        value={field ? `${field.subject} ${field.key}` : ''}
        options={[{ value: '', label: offered.length === 0 ? t`There is no field yet` : t`Choose…` }, ...options]}
        onChange={choose}
      />
      {field && isChoice && (
        <Select
          label={t`Holds`}
          value={String(condition.value)}
          options={[
            { value: '', label: t`Choose…` },
            ...field.choices.map((choice) => ({ value: choice.key, label: choice.label })),
          ]}
          onChange={(value) => onChange({ ...condition, value })}
        />
      )}
      {field?.kind === 'yes_no' && (
        <Select
          label={t`Holds`}
          value={String(condition.value)}
          options={[{ value: '', label: t`Choose…` }, ...snoozedChoices]}
          onChange={(value) => onChange({ ...condition, value: value === '' ? '' : value === 'true' })}
        />
      )}
      {field && !isChoice && field.kind !== 'yes_no' && (
        <TextInput
          label={t`Holds`}
          type={type}
          step={type === 'number' ? 'any' : undefined}
          maxLength={2_000}
          value={String(condition.value)}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...condition, value: type === 'number' && value !== '' ? Number(value) : value })
          }
        />
      )}
    </div>
  );
}

function Values({ condition, onChange }: RowProps) {
  switch (condition.on) {
    case 'field':
      return <FieldValue condition={condition} onChange={onChange} />;
    case 'waiting_on':
      return (
        <Select
          label={t`Whom`}
          value={condition.whom}
          options={[...waitingChoices]}
          onChange={(whom) => onChange({ ...condition, whom: whom as 'us' | 'customer' })}
        />
      );
    case 'snoozed':
      return (
        <Select
          label={t`Is it`}
          value={String(condition.snoozed)}
          options={[...snoozedChoices]}
          onChange={(value) => onChange({ ...condition, snoozed: value === 'true' })}
        />
      );
    case 'due_within':
      return (
        <Select
          label={t`Something we owe`}
          value={String(condition.hours)}
          options={[
            ...dueChoices,
            // A number of hours that was given by the API.
            ...(dueChoices.some((one) => one.value === String(condition.hours))
              ? []
              : [{ value: String(condition.hours), label: t`Late, or within ${condition.hours} hours` }]),
          ]}
          onChange={(hours) => onChange({ ...condition, hours: Number(hours) })}
        />
      );
    default:
      return <SeveralValues condition={condition} onChange={onChange} />;
  }
}

/** One condition of a view: what it is about, and what that must be. */
export function ConditionRow({ condition, onChange, onRemove }: RowProps & { onRemove: (() => void) | undefined }) {
  return (
    <li className="condition">
      <Select
        label={t`About`}
        value={condition.on}
        options={[...about]}
        onChange={(on) => onChange(firstCondition(on as ConditionOn))}
      />
      <Values condition={condition} onChange={onChange} />
      {onRemove ? (
        <IconButton icon={IconX} size="small" label={t`Remove this condition`} onClick={onRemove} />
      ) : (
        <span />
      )}
    </li>
  );
}
