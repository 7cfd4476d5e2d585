import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Door } from './Door.tsx';

/** An address that leads nowhere. */
export function Missing() {
  return (
    <Door title={t`Not found`}>
      <p>
        <Trans>There is nothing at this address. The link may be old, or cut off when it was copied.</Trans>
      </p>
      <p>
        <Link to="/">{t`Go to the start`}</Link>
      </p>
    </Door>
  );
}
