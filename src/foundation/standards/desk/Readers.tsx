import { t } from '@lingui/core/macro';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';

/** Who has signed this version and who has not. */
export function Readers({ versionId, onClose }: { versionId: string; onClose: () => void }) {
  const formats = useFormats();
  const { pages, hasMore, more } = usePagesOf('standards.readers', { versionId });
  const [first] = pages ?? [];
  const share = first && first.must > 0 ? Math.round((first.signed * 100) / first.must) : 0;
  return (
    <Dialog open onClose={onClose} title={t`Who has signed`} actions={<Button onClick={onClose}>{t`Close`}</Button>}>
      {!first && <Skeleton label={t`Loading readers`} rows={4} />}
      {first && (
        <p className="quiet num">{t`${first.signed} of ${first.must} have signed, ${share} %. The others are reminded.`}</p>
      )}
      <ul className="lines" aria-label={t`Readers`}>
        {pages
          ?.flatMap((page) => page.readers)
          .map((reader) => (
            <li key={reader.id}>
              <bdi className="grow">{reader.name}</bdi>
              {reader.signedAt ? (
                <State state="kept">{formats.due(reader.signedAt)}</State>
              ) : (
                <State state="warn">{t`not yet`}</State>
              )}
            </li>
          ))}
      </ul>
      {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
    </Dialog>
  );
}
