import { plural, t } from '@lingui/core/macro';
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import IconUserOff from '@tabler/icons-react/dist/esm/icons/IconUserOff.mjs';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import type { Priority } from '../contract.ts';
import type { BulkPlan } from './bulk.ts';
import { assigning, prioritising, resolving, snoozing, tagging } from './bulk-plans.ts';
import type { RowData } from './ConversationRow.tsx';
import { useColleagues } from './colleagues.ts';
import { PickOne } from './PickOne.tsx';
import { PickTags } from './PickTags.tsx';
import { priorities, priorityOrder } from './priority.tsx';
import { SnoozeDialog } from './SnoozeDialog.tsx';

export type BulkDialog = 'assign' | 'tags' | 'priority' | 'snooze' | 'resolve';

type BulkDialogProps = {
  rows: readonly RowData[];
  onPlan: (plan: BulkPlan) => void;
  onClose: () => void;
};

const many = (rows: readonly RowData[]) => plural(rows.length, { one: '# conversation', other: '# conversations' });

function Assign({ rows, onPlan, onClose }: BulkDialogProps) {
  const { person } = useSession();
  const { able, teams } = useColleagues();
  const options = [
    { id: `person ${person.id}`, label: t`Me, ${person.name}`, icon: IconUser },
    { id: 'nobody', label: t`Nobody`, icon: IconUserOff },
    ...able
      .filter((one) => one.id !== person.id)
      .map((one) => ({ id: `person ${one.id}`, label: one.name, icon: IconUser })),
    ...teams.map((team) => ({ id: `team ${team.id}`, label: t`Team ${team.name}`, icon: IconUsersGroup })),
  ];
  const pick = (picked: string) => {
    const [kind, id = ''] = picked.split(' ');
    const name = options.find((one) => one.id === picked)?.label ?? '';
    if (kind === 'nobody') onPlan(assigning({ assigneeId: null }, 'nobody'));
    else if (kind === 'team') onPlan(assigning({ teamId: id }, name));
    else onPlan(assigning({ assigneeId: id }, id === person.id ? person.name : name));
  };
  return <PickOne title={t`Give ${many(rows)} to`} options={options} onPick={pick} onClose={onClose} />;
}

function Resolve({ rows, onPlan, onClose }: BulkDialogProps) {
  const query = useQueryOf('conversations.wrap-up-reasons', {});
  const reasons = query.data?.reasons.filter((reason) => !reason.isRetired) ?? [];
  if (!query.data) return null;
  return (
    <PickOne
      title={t`What were these ${many(rows)} about?`}
      options={reasons.map((reason) => ({ id: reason.id, label: reason.name }))}
      empty={t`There is no reason to choose yet. Add wrap-up reasons under Settings.`}
      onPick={(id) => onPlan(resolving(id, reasons.find((reason) => reason.id === id)?.name ?? ''))}
      onClose={onClose}
    />
  );
}

/** What is asked before something is done with all selected conversations. */
export function BulkDialogs({ which, ...rest }: BulkDialogProps & { which: BulkDialog }) {
  const formats = useFormats();
  const { rows, onPlan, onClose } = rest;
  if (which === 'assign') return <Assign {...rest} />;
  if (which === 'resolve') return <Resolve {...rest} />;
  if (which === 'tags') {
    return (
      <PickTags
        title={t`Tags of ${many(rows)}`}
        of={rows.map((row) => row.tagIds)}
        onSave={(add, remove) => {
          if (add.length + remove.length > 0) onPlan(tagging(add, remove));
        }}
        onClose={onClose}
      />
    );
  }
  if (which === 'snooze') {
    return (
      <SnoozeDialog
        title={t`Snooze ${many(rows)} until`}
        onPick={(at) => onPlan(snoozing(at, formats.due(at)))}
        onClose={onClose}
      />
    );
  }
  return (
    <PickOne
      title={t`Priority of ${many(rows)}`}
      options={priorityOrder.map((id) => ({ id, label: priorities[id].word, icon: priorities[id].icon }))}
      onPick={(id) => onPlan(prioritising(id as Priority))}
      onClose={onClose}
    />
  );
}
