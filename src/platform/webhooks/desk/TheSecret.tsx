import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { CopyField } from '#kernel/web/shell/CopyField.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';

type TheSecretProps = { secret: string; isNew?: boolean; onClose: () => void };

/** The secret of an endpoint, shown once. */
export function TheSecret({ secret, isNew, onClose }: TheSecretProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`The signing secret`}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t`Done`}
        </Button>
      }
    >
      <p>
        <Trans>
          With it the other side checks that a message is ours: any library for Standard Webhooks does. It is shown only
          now.
        </Trans>
      </p>
      {isNew && <p className="quiet">{t`For 24 hours the secret before it signs too.`}</p>}
      <CopyField label={t`Secret`} value={secret} />
    </Dialog>
  );
}
