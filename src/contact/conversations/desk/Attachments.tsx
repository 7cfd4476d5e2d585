import { t } from '@lingui/core/macro';
import './attachments.css';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { ButtonLink } from '#kernel/web/ui/Button.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import type { Attachment } from '../contract-files.ts';
import { fileUrl, iconOf, isPicture, isShowable, sizeWords } from './file-words.ts';
import { openPreview } from './preview.ts';

const tallest = 180;
const widest = 260;

/** How large a thumbnail stands in the thread; known before it comes, so that nothing moves when it does. */
function thumbSize({ width, height }: Attachment): { width: number; height: number } {
  if (width === null || height === null) return { width: 0, height: 0 };
  const scale = Math.min(1, widest / width, tallest / height);
  return { width: Math.max(24, Math.round(width * scale)), height: Math.max(24, Math.round(height * scale)) };
}

function FileRow({ file }: { file: Attachment }) {
  const name = <bdi className="cut">{file.name}</bdi>;
  return (
    <li className="file">
      <Icon of={iconOf(file)} />
      {isShowable(file) ? (
        <button type="button" className="name" title={t`Look at ${file.name}`} onClick={() => openPreview(file.id)}>
          {name}
        </button>
      ) : (
        <span className="name" title={file.name}>
          {name}
        </span>
      )}
      <span className="meta num nowrap">{sizeWords(file.size)}</span>
      <ButtonLink
        kind="quiet"
        size="small"
        icon={IconDownload}
        href={fileUrl(file.id)}
        download={file.name}
        aria-label={t`Download ${file.name}`}
        title={t`Download`}
      />
    </li>
  );
}

/** What a message carries: pictures to look at, everything else by its name. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  return (
    <div className="attached">
      {pictures.length > 0 && (
        <ul className="pictures" aria-label={t`Pictures`}>
          {pictures.map((file) => (
            <li key={file.id}>
              <button type="button" className="picture" title={file.name} onClick={() => openPreview(file.id)}>
                <img src={fileUrl(file.id, '/thumbnail')} alt={file.name} loading="lazy" {...thumbSize(file)} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="files" aria-label={t`Files`}>
          {others.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </ul>
      )}
    </div>
  );
}
