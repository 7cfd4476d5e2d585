import { t } from '@lingui/core/macro';
import IconNotes from '@tabler/icons-react/dist/esm/icons/IconNotes.mjs';
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import IconUserOff from '@tabler/icons-react/dist/esm/icons/IconUserOff.mjs';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useSession } from '#kernel/web/session.ts';
import type { Action } from '#kernel/web/shell/actions.ts';
import type { MenuEntry } from '#kernel/web/ui/Menu.tsx';
import type { ConversationActions } from './actions.ts';
import { useColleagues } from './colleagues.ts';
import type { Conversation } from './use-changes.ts';

/** To whom a conversation can be given, as entries of a menu: with a note, me, nobody, colleagues, teams. */
export function useAssignEntries(
  conversation: Conversation,
  actions: ConversationActions,
  onHandOver: () => void,
): MenuEntry[] {
  const { person } = useSession();
  const { able, teams } = useColleagues();
  const { reference, assigneeId, teamId } = conversation;
  const toPerson = (id: string, name: string, label = name, keys?: string): MenuEntry => ({
    label,
    keys,
    icon: IconUser,
    chosen: assigneeId === id,
    onPick: () => void actions.assign({ assigneeId: id }, t`${reference} is with ${name}`),
  });
  return [
    { label: t`Hand over with a note…`, icon: IconNotes, onPick: onHandOver },
    { group: t`Person` },
    toPerson(person.id, person.name, t`Me`, 'a'),
    {
      label: t`Nobody`,
      icon: IconUserOff,
      chosen: assigneeId === null,
      onPick: () => void actions.assign({ assigneeId: null }, t`${reference} is with nobody`),
    },
    ...able.filter((one) => one.id !== person.id).map((one) => toPerson(one.id, one.name)),
    { group: t`Team` },
    ...teams.map((team) => ({
      label: team.name,
      icon: IconUsersGroup,
      chosen: teamId === team.id,
      onPick: () => void actions.assign({ teamId: team.id }, t`${reference} is with ${team.name}`),
    })),
    {
      label: t`No team`,
      chosen: teamId === null,
      onPick: () => void actions.assign({ teamId: null }, t`${reference} has no team`),
    },
  ];
}

/** The same for the palette, each under words that stand alone. */
export function assignActions(entries: readonly MenuEntry[]): Action[] {
  let to = (name: string) => name;
  return entries.flatMap((entry) => {
    if (entry === 'line') return [];
    if ('group' in entry) {
      to = entry.group === t`Team` ? (name) => t`Assign to team ${name}` : (name) => t`Assign to ${name}`;
      return [];
    }
    // `a` offers the first of them already.
    if (entry.keys !== undefined) return [];
    return [{ label: to(entry.label), icon: entry.icon, group: t`Conversation`, run: entry.onPick }];
  });
}
