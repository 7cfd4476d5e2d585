import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './customers.css';
import IconUserCheck from '@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs';
import { Link } from '@tanstack/react-router';
import type { OutputOf } from '#kernel/web/data.ts';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { PairSide, Signs } from './PairSide.tsx';
import { StrengthWord } from './StrengthWord.tsx';
import { useDismissal } from './use-dismissal.ts';

type Pair = OutputOf<'customers.duplicates'>['pairs'][number];

function PairCard({ pair }: { pair: Pair }) {
  const { can } = useSession();
  const dismissal = useDismissal();
  const { one, other } = pair;
  return (
    <li className="card pair-card">
      <div className="card-b">
        <StrengthWord strength={pair.strength} />
        <div className="pair">
          <PairSide side={one} />
          <PairSide side={other} />
        </div>
        <Signs signs={pair.signs} />
        {can('customers.merge') && (
          <div className="line wrap">
            <Link
              to="/customers/$customerId/merge/$otherId"
              params={{ customerId: one.id, otherId: other.id }}
              className="btn"
            >
              <Trans>
                Compare and merge
                <span className="hide">
                  {' '}
                  {one.name} and {other.name}
                </span>
              </Trans>
            </Link>
            <Button kind="quiet" disabled={dismissal.busy} onClick={() => void dismissal.run(one.id, other)}>
              <Trans>
                Not the same person
                <span className="hide">
                  : {one.name} and {other.name}
                </span>
              </Trans>
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

/** Pairs of customers who may be one, the strongest first. */
export function Duplicates() {
  const { pages, problem, hasMore, more, again } = usePagesOf('customers.duplicates', {});
  const pairs = pages?.flatMap((page) => page.pairs);
  return (
    <Page title={t`Possible duplicates`} back={{ to: '/customers', label: t`Back to customers` }}>
      <p className="quiet">
        <Trans>
          Records that share a mailbox or a telephone, or a very similar name together with something else. Never a name
          alone. Nothing is merged by itself.
        </Trans>
      </p>
      {!pairs &&
        (problem ? <Trouble problem={problem} again={again} /> : <Skeleton label={t`Loading`} shape="rows" rows={4} />)}
      {pairs?.length === 0 && (
        <Empty icon={IconUserCheck} title={t`No possible duplicates`}>
          <Trans>
            Heed looks for them whenever a name or an address is written. What you have said is somebody else is not
            shown again.
          </Trans>
        </Empty>
      )}
      {pairs && pairs.length > 0 && (
        <ul className="stack" aria-label={t`Possible duplicates`}>
          {pairs.map((pair) => (
            <PairCard key={pair.one.id + pair.other.id} pair={pair} />
          ))}
        </ul>
      )}
      {hasMore && (
        <Button onClick={more} className="more">
          {t`Show more`}
        </Button>
      )}
    </Page>
  );
}
