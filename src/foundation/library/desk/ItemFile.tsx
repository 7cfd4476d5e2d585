import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs';
import { useRef, useState } from 'react';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { fileUrl, uploadFile } from './upload.ts';
import { sizeWords, type WholeItem } from './words.ts';

function useFileOf({ id: itemId, version }: WholeItem) {
  const attach = useCommandOf('library.attach', { touches: () => ['library'] });
  const [isSending, setSending] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const give = async (file: File) => {
    setWrong(undefined);
    setSending(true);
    try {
      const fileId = await uploadFile(file);
      if (await attach.run({ itemId, version, fileId }))
        showToast({ state: 'kept', text: t`${file.name} is attached` });
    } catch (error) {
      setWrong(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
    }
  };
  const take = async () => {
    if (await attach.run({ itemId, version, fileId: null }))
      showToast({ state: 'kept', text: t`The file is taken off` });
  };
  return { give, take, wrong, isSending, busy: isSending || attach.busy };
}

/** By what right the file is here, and where it comes from. */
function Rights({ item }: { item: WholeItem }) {
  const right = item.licence || item.permission;
  const parts = [item.copyrightOwner && `© ${item.copyrightOwner}`, right].filter(Boolean);
  return (
    <span className="meta">
      {parts.length > 0 ? (
        <bdi>{parts.join(' · ')}</bdi>
      ) : (
        t`Nobody has said yet whose it is and by what right it is kept here.`
      )}
      {item.address && (
        <>
          {' · '}
          <a href={item.address} target="_blank" rel="noreferrer noopener">{t`Source`}</a>
        </>
      )}
    </span>
  );
}

/** The file of an item: to be downloaded by whoever reads it, with its rights; given and taken off by whoever keeps it. */
export function ItemFile({ item }: { item: WholeItem }) {
  const input = useRef<HTMLInputElement>(null);
  const { give, take, wrong, isSending, busy } = useFileOf(item);
  const { file } = item;
  const mayKeep = item.abilities.includes('keep');
  if (!file && !mayKeep) return null;
  return (
    <Card title={t`File`} level={2}>
      <div className="stack">
        {file ? (
          <div className="line wrap">
            <Icon of={IconFile} />
            <span className="grow stack tight">
              <b dir="auto">{file.name}</b>
              <Rights item={item} />
            </span>
            <span className="meta num nowrap">{sizeWords(file.size)}</span>
            <a className="btn small" href={fileUrl(file.id)} download={file.name}>
              <Icon of={IconDownload} small />
              <Trans>
                Download<span className="hide"> {file.name}</span>
              </Trans>
            </a>
          </div>
        ) : (
          <p className="quiet">{t`The PDF of a code, say. Whoever reads the library can download it.`}</p>
        )}
        {wrong && (
          <p className="err" role="alert">
            {wrong}
          </p>
        )}
        {mayKeep && (
          <div className="line wrap">
            <input
              ref={input}
              type="file"
              hidden
              aria-label={t`Choose a file`}
              onChange={(event) => {
                const [chosen] = event.currentTarget.files ?? [];
                event.currentTarget.value = '';
                if (chosen) void give(chosen);
              }}
            />
            <Button size="small" disabled={busy} onClick={() => input.current?.click()}>
              {isSending ? t`Uploading…` : file ? t`Another file` : t`Attach a file`}
            </Button>
            {file && (
              <Button size="small" kind="quiet" disabled={busy} onClick={() => void take()}>
                {t`Take it off`}
              </Button>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}
