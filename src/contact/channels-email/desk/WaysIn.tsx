import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { CopyField } from '#kernel/web/shell/CopyField.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TokenOnce } from '#kernel/web/ui/TokenOnce.tsx';
import { FetchForm } from './FetchForm.tsx';
import { Fetching } from './Fetching.tsx';
import type { MailboxData, Mailboxes } from './MailSettings.tsx';

/** How mail for an address gets to Heed: fetched from a mailbox, by a gateway with a token, or by SMTP. */
export function WaysIn({ all, box, onClose }: { all: Mailboxes; box: MailboxData; onClose: () => void }) {
  const make = useCommandOf('mail.make-ingest-token', { touches: () => ['mailboxes'] });
  const port = all.smtpPort;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`How mail comes in: ${box.address}`}
      actions={<Button onClick={onClose}>{t`Close`}</Button>}
    >
      <div className="stack">
        <h3>{t`Fetched from a mailbox`}</h3>
        <Fetching box={box} />
        <FetchForm key={box.version} box={box} />
        <h3>{t`Delivered by a gateway`}</h3>
        <p>
          <Trans>
            A gateway or script delivers each raw mail to this address of Heed, as <code>message/rfc822</code>, with the
            token. It may forget the mail once it is answered with 202 or 200.
          </Trans>
        </p>
        <CopyField label={t`Where it delivers`} value={all.ingestUrl} />
        <TokenOnce
          hasOne={box.hasIngestToken}
          busy={make.busy}
          make={async () => (await make.run({ mailboxId: box.id }))?.token ?? undefined}
        />
        <h3>{t`Handed over by SMTP`}</h3>
        <p className="quiet">
          {port === null ? (
            <Trans>
              Reception by SMTP is off. Whoever runs this installation switches it on with <code>HEED_SMTP_PORT</code>.
            </Trans>
          ) : (
            <Trans>Your mail server can also forward by SMTP, to port {port} of this machine.</Trans>
          )}
        </p>
      </div>
    </Dialog>
  );
}
