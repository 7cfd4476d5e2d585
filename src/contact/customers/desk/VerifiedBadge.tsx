import { t } from '@lingui/core/macro';
import IconShieldCheck from '@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs';
import type { OutputOf } from '#kernel/web/data.ts';
import { Badge } from '#kernel/web/ui/Small.tsx';

type Identities = OutputOf<'customers.get'>['identities'];

/** The shop's sign-in vouched for this customer. Not that of each of their conversations: that stands beside it. */
export function VerifiedBadge({ identities }: { identities: Identities }) {
  if (identities.length === 0) return null;
  return (
    <Badge accent icon={IconShieldCheck}>
      {t`Verified`}
    </Badge>
  );
}
