import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './safety.css';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { Button } from '#kernel/web/ui/Button.tsx';

function saveCodes(codes: readonly string[], email: string): void {
  const lines = [t`Recovery codes of ${email} for Heed at ${location.host}`, t`Each works once.`, '', ...codes, ''];
  const address = URL.createObjectURL(new Blob([lines.join('\r\n')], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'heed-recovery-codes.txt';
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read the file only after the click has been worked off.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Ten codes, shown this once. */
export function RecoveryCodes({ codes, email }: { codes: readonly string[]; email: string }) {
  return (
    <div className="stack">
      <p>
        <Trans>
          Keep these recovery codes where you find them without your phone. Each signs you in once in place of a code or
          passkey. <b>They are shown only now.</b>
        </Trans>
      </p>
      <ol className="codes" aria-label={t`Recovery codes`}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="line">
        <Button icon={IconDownload} onClick={() => saveCodes(codes, email)}>
          {t`Download as a file`}
        </Button>
      </div>
    </div>
  );
}
