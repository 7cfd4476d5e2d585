import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { decided, keptShare, type Review, type WhatIf, whatIfTitle } from './words.ts';

/** One look back in a line: what it proposes, and kept now and then. */
export function WhatIfLine({ whatIf }: { whatIf: WhatIf }) {
  const formats = useFormats();
  const { result } = whatIf;
  const share = (side: Parameters<typeof keptShare>[0]) => {
    const value = keptShare(side);
    return value === null ? '–' : formats.share(value);
  };
  return (
    <li>
      <span className="grow">
        <Link to="/what-if/$whatIfId" params={{ whatIfId: whatIf.id }}>
          {whatIfTitle(whatIf)}
        </Link>
      </span>
      {result ? (
        <span className="num">
          {t`kept ${share(result.proposed)} instead of ${share(result.now)}`}{' '}
          <span className="meta">{`n ${formats.number(decided(result.proposed))}`}</span>
        </span>
      ) : whatIf.state === 'running' ? (
        <State state="running">{t`is looking back`}</State>
      ) : (
        <State state="paused">{whatIf.state === 'cancelled' ? t`stopped` : t`failed`}</State>
      )}
    </li>
  );
}

/** What was tried out from a review. */
export function WhatIfs({ review }: { review: Review }) {
  const found = useQueryOf('reviews.what-ifs', { reviewId: review.id }).data?.whatIfs ?? [];
  return (
    <section className="stack" aria-labelledby="what-ifs">
      <div className="line">
        <h2 id="what-ifs" className="grow">{t`What if`}</h2>
        <Link className="btn small" to="/reviews/$reviewId/what-if" params={{ reviewId: review.id }}>
          {t`Try another target`}
        </Link>
      </div>
      {found.length === 0 && (
        <p className="quiet">{t`See how many promises would have been kept under another target, before you decide.`}</p>
      )}
      {found.length > 0 && (
        <ul className="lines" aria-label={t`What was tried`}>
          {found.map((whatIf) => (
            <WhatIfLine key={whatIf.id} whatIf={whatIf} />
          ))}
        </ul>
      )}
    </section>
  );
}
