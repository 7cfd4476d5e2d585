import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { CopyField } from '#kernel/web/shell/CopyField.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TokenOnce } from '#kernel/web/ui/TokenOnce.tsx';
import type { LineData, Lines } from './Telephony.tsx';

/** What to enter in the telephone system: the address it opens, the one it tells, and the token. */
export function LineConnection({ all, line, onClose }: { all: Lines; line: LineData; onClose: () => void }) {
  const make = useCommandOf('calls.make-line-token', { touches: () => ['phone-lines'] });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Connect ${line.name}`}
      actions={<Button onClick={onClose}>{t`Close`}</Button>}
    >
      <div className="stack">
        <p>
          <Trans>When a phone rings, the system opens this address in the browser of whoever picks up:</Trans>
        </p>
        <CopyField label={t`Address to open`} value={all.popUrl} />
        <p>
          <Trans>
            It tells of its calls by <code>POST</code> to this address, with the token as{' '}
            <code>Authorization: Bearer</code>:
          </Trans>
        </p>
        <CopyField label={t`Address for events`} value={all.eventsUrl} />
        <TokenOnce
          hasOne={line.hasToken}
          busy={make.busy}
          make={async () => (await make.run({ lineId: line.id }))?.token ?? undefined}
        />
      </div>
    </Dialog>
  );
}
