import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useEffectEvent } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Kbd } from '#kernel/web/ui/Kbd.tsx';
import { Popover } from '#kernel/web/ui/Popover.tsx';

type ResolveButtonProps = {
  open: boolean;
  onOpen: (open: boolean) => void;
  onPick: (wrapUpReasonId: string, name: string) => void;
};

/** Resolving asks what it was about; the digits choose. */
export function ResolveButton({ open, onOpen, onPick }: ResolveButtonProps) {
  const query = useQueryOf('conversations.wrap-up-reasons', {});
  const reasons = query.data?.reasons.filter((reason) => !reason.isRetired) ?? [];
  const pick = (index: number) => {
    const reason = reasons[index];
    if (!reason) return;
    onOpen(false);
    onPick(reason.id, reason.name);
  };
  const onDigit = useEffectEvent((event: globalThis.KeyboardEvent) => {
    const digit = Number(event.key);
    if (!event.ctrlKey && !event.metaKey && !event.altKey && digit >= 1 && digit <= 9) pick(digit - 1);
  });
  // On the document: who types quickly has chosen before the panel has the focus.
  useEffect(() => {
    if (!open) return;
    document.addEventListener('keydown', onDigit);
    return () => document.removeEventListener('keydown', onDigit);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const entries: (Element | null)[] = [...event.currentTarget.querySelectorAll('.entry')];
    const at = entries.indexOf(document.activeElement);
    const next = entries.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % entries.length);
    if (next instanceof HTMLElement) next.focus();
  };
  return (
    <Popover
      label={t`What was it about?`}
      opened={open}
      onChange={onOpen}
      target={
        <Button icon={IconCheck} onClick={() => onOpen(!open)} aria-haspopup="dialog">
          {t`Resolve`}
        </Button>
      }
    >
      <fieldset className="reasons" onKeyDown={onKeyDown}>
        <legend>{t`What was it about?`}</legend>
        {reasons.map((reason, index) => (
          <button
            key={reason.id}
            type="button"
            className="entry"
            data-autofocus={index === 0 || undefined}
            onClick={() => pick(index)}
          >
            <span className="grow" dir="auto">
              {reason.name}
            </span>
            {index < 9 && <Kbd>{String(index + 1)}</Kbd>}
          </button>
        ))}
        {query.data && reasons.length === 0 && (
          <p>
            <Trans>
              There is no reason to choose yet. <Link to="/settings/wrap-up-reasons">Add wrap-up reasons</Link>
            </Trans>
          </p>
        )}
      </fieldset>
    </Popover>
  );
}
