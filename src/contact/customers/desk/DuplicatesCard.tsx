import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import type { Customer } from './CustomerPage.tsx';
import { PairSide, Signs } from './PairSide.tsx';
import { StrengthWord } from './StrengthWord.tsx';
import { useDismissal } from './use-dismissal.ts';

/** Who may be the same person, with what speaks for it; nothing where nobody may be. */
export function DuplicatesCard({ customer }: { customer: Customer }) {
  const found = useQueryOf('customers.duplicates-of', { customerId: customer.id }).data;
  const dismissal = useDismissal();
  if (!found || found.pairs.length + found.dismissed.length === 0) return null;
  const mayMerge = customer.abilities.includes('merge');
  return (
    <Card title={t`Possible duplicates`} level={2} count={found.pairs.length}>
      <ul className="stack">
        {found.pairs.map(({ other, strength, signs }) => (
          <li key={other.id} className="stack tight">
            <StrengthWord strength={strength} />
            <PairSide side={other} />
            <Signs signs={signs} />
            {mayMerge && (
              <div className="line wrap">
                <Link
                  to="/customers/$customerId/merge/$otherId"
                  params={{ customerId: customer.id, otherId: other.id }}
                  className="btn small"
                >
                  <Trans>
                    Compare and merge<span className="hide"> with {other.name}</span>
                  </Trans>
                </Link>
                <Button
                  kind="quiet"
                  size="small"
                  disabled={dismissal.busy}
                  onClick={() => void dismissal.run(customer.id, other)}
                >
                  <Trans>
                    Not the same person<span className="hide">: {other.name}</span>
                  </Trans>
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {found.dismissed.length > 0 && (
        <ul className="stack tight" aria-label={t`Said to be somebody else`}>
          {found.dismissed.map(({ other, byName }) => (
            <li key={other.id} className="line wrap">
              <span className="meta">
                <Trans>
                  Not <bdi>{other.name}</bdi>, said <bdi>{byName}</bdi>
                </Trans>
              </span>
              {mayMerge && (
                <Button size="small" kind="quiet" onClick={() => dismissal.takeBack(customer.id, other.id)}>
                  <Trans>
                    Take that back<span className="hide">: {other.name}</span>
                  </Trans>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
