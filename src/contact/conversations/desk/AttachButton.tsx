import { t } from '@lingui/core/macro';
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { useHotkeys } from '#kernel/web/ui/hotkeys.ts';
import { keyName } from '#kernel/web/ui/KeySheet.tsx';
import type { Attaching } from './use-attach.ts';

/** Chooses files from the device (`Ctrl U`). */
export function AttachButton({ attaching }: { attaching: Attaching }) {
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  useHotkeys([{ key: 'mod+u', label: t`Attach a file`, group: t`Conversation`, whileTyping: true, run: choose }]);
  return (
    <>
      <IconButton icon={IconPaperclip} label={t`Attach a file`} keys={keyName('mod+u')} onClick={choose} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t`Files to attach`}
        onChange={(event) => {
          attaching.add([...(event.currentTarget.files ?? [])]);
          // The same file can be chosen again after it was removed.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** Files may be dropped anywhere on the conversation; what is dropped beside it does not open in place of the desk. */
export function DropArea({
  within,
  attaching,
  words,
}: {
  within: RefObject<HTMLElement | null>;
  attaching: Attaching;
  words: string;
}) {
  const [isOver, setOver] = useState(false);
  const { add } = attaching;
  useEffect(() => {
    const area = within.current?.closest<HTMLElement>('.conv');
    if (!area) return;
    const over = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setOver(area.contains(event.target as Node));
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (area.contains(event.target as Node)) add([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [within, add]);
  return isOver ? (
    <div className="drop-here" aria-hidden="true">
      <span>{words}</span>
    </div>
  ) : null;
}
