import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { Button } from '#kernel/web/ui/Button.tsx';
import { duration } from '#kernel/web/ui/format.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { type Issue, kindWords } from './words.ts';

type Props = { issues: readonly Issue[]; empty: string; onEdit?: ((issue: Issue) => void) | undefined };

/** Issues with their times and the action that fixes each. */
export function IssueLines({ issues, empty, onEdit }: Props) {
  const formats = useFormats();
  if (issues.length === 0) return <p className="about quiet">{empty}</p>;
  const lastedOf = ({ beganAt, endedAt }: Issue) =>
    endedAt ? duration(Date.parse(endedAt) - Date.parse(beganAt)) : t`still going on`;
  return (
    <ul className="mon-lines">
      {issues.map((issue) => (
        <li key={issue.id}>
          <span className="stack tight">
            <b dir="auto">{issue.title}</b>
            {issue.words && <span dir="auto">{issue.words}</span>}
            <span className="meta">
              {kindWords[issue.kind]} · {formats.full(issue.beganAt)} · {lastedOf(issue)} · <bdi>{issue.loggedBy}</bdi>
            </span>
          </span>
          <span className="line">
            {issue.endedAt ? <State state="kept">{t`Over`}</State> : <State state="broken">{t`Going on`}</State>}
            {issue.actionId && (
              <Link to="/monitoring/actions/$actionId" params={{ actionId: issue.actionId }}>
                {t`Fix`}
              </Link>
            )}
            {onEdit && (
              <Button size="small" aria-label={t`Change ${issue.title}`} onClick={() => onEdit(issue)}>
                {t`Change`}
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
