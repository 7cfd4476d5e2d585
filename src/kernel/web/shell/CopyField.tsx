import { t } from '@lingui/core/macro';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs';
import { useId, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';

/** A text to take away: a link, a snippet. */
export function CopyField({
  label,
  value,
  help,
  rows,
}: {
  label: string;
  value: string;
  help?: string;
  rows?: number;
}) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    area.current?.select();
    // Without a secure context the page may not write to the clipboard; the text is then selected, ready for Ctrl C.
    if (!navigator.clipboard) return;
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={area}
        id={id}
        className="area code"
        readOnly
        rows={rows ?? (value.length > 90 ? 3 : 2)}
        value={value}
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
        aria-describedby={help ? `${id}-help` : undefined}
      />
      {help && (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      )}
      <div className="line">
        <Button icon={copied ? IconCheck : IconCopy} onClick={copy}>
          {copied ? t`Copied` : t`Copy`}
        </Button>
        <span role="status" className="hide">
          {copied ? t`Copied` : ''}
        </span>
      </div>
    </div>
  );
}
