import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import type { Action } from './words.ts';

function ActionState({ action }: { action: Action }) {
  const formats = useFormats();
  if (action.closedAt) {
    return action.isEffective ? (
      <State state="kept">{t`Closed, effective`}</State>
    ) : (
      <State state="broken">{t`Closed, not effective`}</State>
    );
  }
  return action.isOverdue ? (
    <State state="broken">{t`Overdue since ${formats.due(action.dueAt)}`}</State>
  ) : (
    <State state="running">{t`Due ${formats.due(action.dueAt)}`}</State>
  );
}

/** Corrective actions, each with whose it is and how it stands. */
export function ActionLines({ actions, empty }: { actions: readonly Action[]; empty: string }) {
  if (actions.length === 0) return <p className="about quiet">{empty}</p>;
  return (
    <ul className="mon-lines">
      {actions.map((action) => (
        <li key={action.id}>
          <span>
            <Link to="/monitoring/actions/$actionId" params={{ actionId: action.id }}>
              <bdi>{action.title}</bdi>
            </Link>
            <span className="meta"> · </span>
            <span className="meta">
              <bdi>{action.ownerName}</bdi>
              {action.openedBy === null && ` · ${t`opened by itself after ${action.missedWeeks} missed weeks`}`}
            </span>
          </span>
          <ActionState action={action} />
        </li>
      ))}
    </ul>
  );
}
