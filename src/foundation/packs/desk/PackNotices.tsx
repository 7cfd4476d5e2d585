import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { dayWords, type Pack } from './words.ts';

/** Stands on every screen that shows a pack. */
export function NotAdvice() {
  return (
    <Notice state="info" title={t`This is not legal advice.`}>
      <Trans>
        Packs gather what the sources say, with the day on which they were read. Before you rely on a figure, read the
        source or ask somebody who knows the law.
      </Trans>
    </Notice>
  );
}

/** Says when a pack is too old to rely on, or not valid today. */
export function AgeWarning({ pack }: { pack: Pick<Pack, 'isOld' | 'isInForce' | 'checkedOn' | 'validFrom'> }) {
  const { locale } = useFormats();
  if (!pack.isInForce)
    return (
      <Notice state="paused" title={t`Not valid today.`}>
        <Trans>It is valid from {dayWords(pack.validFrom, locale)}.</Trans>
      </Notice>
    );
  if (!pack.isOld) return null;
  return (
    <Notice state="warn" title={t`Check again.`}>
      <Trans>
        It was last checked on {dayWords(pack.checkedOn, locale)}, more than twelve months ago. The law may have
        changed.
      </Trans>
    </Notice>
  );
}
