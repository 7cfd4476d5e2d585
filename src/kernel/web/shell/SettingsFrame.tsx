import { t } from '@lingui/core/macro';
import './settings.css';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useParts } from '../desk-part.ts';
import { useSession } from '../session.ts';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/Icon.tsx';
import { useTitle } from './Page.tsx';

/** What belongs together, by the order that each part gives its settings: from this number on, up to the next. */
const groups = () => [
  { heading: t`Yourself`, from: 0, to: 20 },
  { heading: t`People and access`, from: 20, to: 46 },
  { heading: t`How we work`, from: 46, to: 58 },
  { heading: t`How customers reach us`, from: 58, to: 80 },
  { heading: t`Programs and evidence`, from: 80, to: Number.POSITIVE_INFINITY },
];

/** The settings: their list at the side, the chosen one beside it; on a phone one after the other. */
export function SettingsFrame() {
  useTitle(t`Settings`);
  const { can } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const isList = path.replace(/\/$/, '') === '/settings';
  const sections = useParts()
    .flatMap((part) => part.settings ?? [])
    .filter((one) => one.visible?.(can) ?? true)
    .sort((a, b) => a.order - b.order);
  return (
    <div className={classNames('settings', !isList && 'open')}>
      <section className="col first" aria-label={t`Settings`}>
        <div className="head">{isList ? <h1 className="page-title">{t`Settings`}</h1> : <h2>{t`Settings`}</h2>}</div>
        <nav className="nav body" aria-label={t`Settings`}>
          {groups().map(({ heading, from, to: end }) => {
            const own = sections.filter(({ order }) => order >= from && order < end);
            return own.length === 0 ? null : (
              <section key={heading} aria-label={heading}>
                <p className="label">{heading}</p>
                {own.map(({ label, to, icon }) => (
                  <Link key={to} to={to} aria-current={path === to ? 'page' : undefined} activeProps={{}}>
                    <Icon of={icon} />
                    <span>{label}</span>
                  </Link>
                ))}
              </section>
            );
          })}
        </nav>
      </section>
      <div className="col second">
        {isList ? <p className="quiet sheet">{t`Choose what to set up from the list.`}</p> : <Outlet />}
      </div>
    </div>
  );
}
