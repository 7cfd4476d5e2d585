import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs';
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { ButtonLink, IconButton } from '#kernel/web/ui/Button.tsx';
import { Modal } from '#kernel/web/ui/Dialog.tsx';
import type { Attachment } from '../contract-files.ts';
import { fileUrl, isPicture, isShowable, sizeWords } from './file-words.ts';
import { openPreview, useOpenPreview } from './preview.ts';

/** Browsers without a reader of their own would save a PDF instead of showing it. */
const readsPdf = () => navigator.pdfViewerEnabled !== false;

function Content({ file }: { file: Attachment }) {
  if (isPicture(file)) {
    const size = { width: file.width ?? undefined, height: file.height ?? undefined };
    return <img key={file.id} src={fileUrl(file.id, '/view')} alt={file.name} {...size} />;
  }
  if (readsPdf()) return <iframe key={file.id} src={fileUrl(file.id, '/view')} title={file.name} />;
  return (
    <div className="no-reader">
      <p>
        <Trans>This browser has no reader for PDF. Download the file to look at it.</Trans>
      </p>
      <ButtonLink icon={IconDownload} href={fileUrl(file.id)} download={file.name}>
        <Trans>Download {sizeWords(file.size)}</Trans>
      </ButtonLink>
    </div>
  );
}

/** Pictures and PDFs of the conversation, one at a time; the arrows go to the next, Escape closes. */
export function PreviewDialog({ files }: { files: readonly Attachment[] }) {
  const id = useOpenPreview();
  const showable = files.filter(isShowable);
  const at = showable.findIndex((file) => file.id === id);
  const file = showable[at];
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The keys work at once, without any button being the one that Enter presses.
    if (id !== null) box.current?.focus();
  }, [id]);
  useEffect(() => () => openPreview(null), []);
  const close = () => openPreview(null);
  const go = (by: number) => {
    const next = showable[at + by];
    if (next) openPreview(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isRtl = document.dir === 'rtl';
    const by = { ArrowLeft: isRtl ? 1 : -1, ArrowRight: isRtl ? -1 : 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    go(by);
  };
  return (
    <Modal open={file !== undefined} onClose={close} className="dialog preview" aria-label={file?.name}>
      {file && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is looked at takes the keys
        // biome-ignore lint/a11y/noStaticElementInteractions: every key has its button
        <div className="preview-in" ref={box} tabIndex={0} onKeyDown={onKeyDown}>
          <div className="preview-head">
            <b className="cut grow" dir="auto">
              {file.name}
            </b>
            <span className="meta num nowrap">
              {showable.length > 1 && t`${at + 1} of ${showable.length} · `}
              {sizeWords(file.size)}
            </span>
            <ButtonLink
              kind="quiet"
              icon={IconDownload}
              href={fileUrl(file.id)}
              download={file.name}
              aria-label={t`Download`}
              title={t`Download`}
            />
            <IconButton icon={IconX} label={t`Close`} keys="Esc" onClick={close} />
          </div>
          <div className="preview-body">
            <Content file={file} />
            {at > 0 && (
              <span className="before">
                <IconButton kind="default" icon={IconChevronLeft} label={t`Previous file`} onClick={() => go(-1)} />
              </span>
            )}
            {at < showable.length - 1 && (
              <span className="after">
                <IconButton kind="default" icon={IconChevronRight} label={t`Next file`} onClick={() => go(1)} />
              </span>
            )}
          </div>
        </div>
      )}
    </Modal>
  );
}
