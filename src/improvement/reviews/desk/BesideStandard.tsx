import { t } from '@lingui/core/macro';
import './reviews.css';
import { Link } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { WhatIfLine } from './WhatIfs.tsx';

/** On a draft: what would have been under its promises, for whoever approves it. */
export function BesideStandard({ about }: { about: Readonly<Record<string, string>> }) {
  const { standardId = '', versionId = '', state = '' } = about;
  const isWorked = !['published', 'retired'].includes(state);
  const found = useQueryOf('reviews.what-ifs', isWorked ? { versionId } : null).data?.whatIfs ?? [];
  if (!isWorked) return null;
  const placed = found.filter((one) => one.besideApproval);
  const others = found.length - placed.length;
  return (
    <section className="review-beside" aria-label={t`What if`}>
      <div className="line">
        <b className="grow">{t`What if`}</b>
        <Link className="btn small" to="/standards/$standardId/$versionId/what-if" params={{ standardId, versionId }}>
          {t`Try a promise out`}
        </Link>
      </div>
      {placed.length === 0 && (
        <p className="meta">{t`Play the last 90 days back under a promise of this draft, and put the result here.`}</p>
      )}
      {placed.length > 0 && (
        <ul className="lines" aria-label={t`Beside the approval`}>
          {placed.map((whatIf) => (
            <WhatIfLine key={whatIf.id} whatIf={whatIf} />
          ))}
        </ul>
      )}
      {others > 0 && (
        <details>
          <summary>{t`Tried as well`}</summary>
          <ul className="lines" aria-label={t`Tried as well`}>
            {found
              .filter((one) => !one.besideApproval)
              .map((whatIf) => (
                <WhatIfLine key={whatIf.id} whatIf={whatIf} />
              ))}
          </ul>
        </details>
      )}
    </section>
  );
}
