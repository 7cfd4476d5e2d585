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
  return (
    <Dialog open onClose={onClose} title={t`Who has signed`} actions={<Button onClick={onClose}>{t`Close`}</Button>}>
      {!first && <Skeleton label={t`Loading readers`} rows={4} />}
      {first && (
        <p className="quiet num">
          {t`${first.signed} of ${first.must} have signed, ${first.coveragePercent} %. The others are reminded.`}
          {first.questions > 0 && ` ${t`${first.passed} of ${first.must} have passed the questions about it.`}`}
        </p>
      )}
      <ul className="lines" aria-label={t`Readers`}>
        {pages
          ?.flatMap((page) => page.readers)
          .map((reader) => (
            <li key={reader.id}>
              <bdi className="grow">{reader.name}</bdi>
              {reader.quiz && (
                <span className="meta num nowrap">
                  {reader.quiz.isPassed
                    ? t`${reader.quiz.score} of ${reader.quiz.of} right: passed`
                    : t`${reader.quiz.score} of ${reader.quiz.of} right: not passed yet`}
                </span>
              )}
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
