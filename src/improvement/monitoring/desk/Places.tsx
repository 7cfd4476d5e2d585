import { t } from '@lingui/core/macro';
import '#kernel/web/ui/tabs.css';
import './monitoring.css';
import { Link } from '@tanstack/react-router';

/** The lists of monitoring, one beside the other. */
export function Places({ at }: { at: 'goals' | 'actions' | 'issues' }) {
  const place = (name: typeof at, to: string, label: string) => (
    <Link to={to} aria-current={at === name ? 'page' : undefined} activeProps={{}}>
      {label}
    </Link>
  );
  return (
    <nav className="tabs wrap" aria-label={t`Monitoring`}>
      {place('goals', '/monitoring', t`Promises and goals`)}
      {place('actions', '/monitoring/actions', t`Actions`)}
      {place('issues', '/monitoring/issues', t`Issues`)}
    </nav>
  );
}
