import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import type { Standard } from './words.ts';

/** Asks the reader to sign what is in force, or says when they did. */
export function ReadAndSign({ standard }: { standard: Standard }) {
  const formats = useFormats();
  const sign = useCommandOf('standards.sign', { touches: () => ['standards'] });
  const { id: versionId, contentHash } = standard.version;
  if (standard.mustSign && contentHash)
    return (
      <div className="std-sign">
        <Notice state="info" title={t`Please read this standard and sign it.`}>
          <p>
            <Trans>You sign exactly this wording; it cannot be changed afterwards.</Trans>
          </p>
          <Button kind="primary" disabled={sign.busy} onClick={() => void sign.run({ versionId, contentHash })}>
            {t`I have read it`}
          </Button>
        </Notice>
      </div>
    );
  if (!standard.signedAt) return null;
  return (
    <p className="meta std-sign">
      <Trans>You read and signed this version on {formats.due(standard.signedAt)}.</Trans>
    </p>
  );
}
