import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconRotate from '@tabler/icons-react/dist/esm/icons/IconRotate.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { classNames } from '#kernel/web/ui/class-names.ts';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import type { Attachment } from '../contract-files.ts';
import { fileUrl, iconOf, isPicture, sizeWords } from './file-words.ts';
import { cancelUpload, retryUpload, type Upload } from './uploads.ts';
import type { Attaching } from './use-attach.ts';

function Ready({ file, onRemove }: { file: Attachment; onRemove: () => void }) {
  return (
    <li className="to-send">
      {isPicture(file) ? <img src={fileUrl(file.id, '/thumbnail')} alt="" /> : <Icon of={iconOf(file)} />}
      <span className="what">
        <bdi className="cut" title={file.name}>
          {file.name}
        </bdi>
        <span className="meta num">{sizeWords(file.size)}</span>
      </span>
      <IconButton icon={IconX} size="small" label={t`Remove ${file.name}`} onClick={onRemove} />
    </li>
  );
}

function OnItsWay({ upload }: { upload: Upload }) {
  const { id, name, share, size, why, mayRetry } = upload;
  const percent = Math.round(share * 100);
  return (
    <li className={classNames('to-send', why !== undefined && 'failed')}>
      <Icon of={iconOf({ type: '' })} />
      <span className="what">
        <bdi className="cut" title={name}>
          {name}
        </bdi>
        {why === undefined ? (
          <>
            <progress max={100} value={percent} aria-label={t`Uploading ${name}`} />
            <span className="meta num">
              <Trans>
                {percent} % of {sizeWords(size)}
              </Trans>
            </span>
          </>
        ) : (
          <span className="meta why" role="alert">
            {why}
          </span>
        )}
      </span>
      {mayRetry && why !== undefined && (
        <IconButton icon={IconRotate} size="small" label={t`Try ${name} again`} onClick={() => retryUpload(id)} />
      )}
      <IconButton
        icon={IconX}
        size="small"
        label={why === undefined ? t`Cancel ${name}` : t`Remove ${name}`}
        onClick={() => cancelUpload(id)}
      />
    </li>
  );
}

/** What goes with the next message, and what is still on its way. */
export function AttachTray({ attaching }: { attaching: Attaching }) {
  const { files, uploads, remove } = attaching;
  if (files.length + uploads.length === 0) return null;
  return (
    <ul className="tray" aria-label={t`Files to send`}>
      {files.map((file) => (
        <Ready key={file.id} file={file} onRemove={() => remove(file.id)} />
      ))}
      {uploads.map((upload) => (
        <OnItsWay key={upload.id} upload={upload} />
      ))}
    </ul>
  );
}
