import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Switch } from '#kernel/web/ui/Check.tsx';

/** Whether only people for whom the shop vouches may write. */
export function OnlyVerified({ mayChange }: { mayChange: boolean }) {
  const settings = useQueryOf('chat.service-settings', {}).data;
  const change = useCommandOf('chat.change-service', { touches: () => ['widget'] });
  if (!settings) return null;
  return (
    <section className="stack narrow" aria-labelledby="only">
      <h2 id="only">{t`Who may write`}</h2>
      <Switch
        label={t`Only people who are signed in`}
        checked={settings.onlyVerified}
        disabled={!mayChange || change.busy}
        onChange={(onlyVerified) => void change.run({ version: settings.version, onlyVerified })}
      />
      <p className="quiet">
        <Trans>
          Others are asked to sign in on your website first. What they write meanwhile stays in their window and is not
          sent.
        </Trans>
      </p>
    </section>
  );
}
