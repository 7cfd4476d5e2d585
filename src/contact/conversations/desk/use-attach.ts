import { plural, t } from '@lingui/core/macro';
import { type ClipboardEvent, useCallback } from 'react';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Attachment } from '../contract-files.ts';
import type { Keeper } from './drafts.ts';
import { mostFiles, uploadFiles, useUploads } from './uploads.ts';

type Given = { place: string; keeper: Keeper; files: readonly Attachment[]; lastNumber: number };

/** Files for what is being written: those that are there go with its draft, others are on their way. */
export function useAttach({ place, keeper, files, lastNumber }: Given) {
  const uploads = useUploads(place);
  const count = files.length + uploads.length;
  const add = useCallback(
    (chosen: readonly File[]) => {
      const room = mostFiles - count;
      if (chosen.length > room) {
        showToast({ text: t`A message may carry ${mostFiles} files; send the others in another one.`, state: 'warn' });
      }
      const now = chosen.slice(0, Math.max(0, room));
      uploadFiles(place, now, (file) => keeper.attach(file, lastNumber));
    },
    [place, keeper, count, lastNumber],
  );
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    // A table copied from a spreadsheet comes as a picture too; its text is meant.
    if (event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    add(pasted);
  };
  const going = uploads.filter((one) => one.why === undefined).length;
  const failed = uploads.length - going;
  const refusal =
    going > 0
      ? plural(going, { one: 'Wait until the file is there', other: 'Wait until the files are there' })
      : failed > 0
        ? t`Try again or remove what could not be uploaded`
        : undefined;
  return { uploads, files, add, onPaste, refusal, remove: (id: string) => keeper.detach(id) };
}

export type Attaching = ReturnType<typeof useAttach>;
