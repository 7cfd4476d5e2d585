import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { type LanguageTag, languages } from '#kernel/web/language/language.ts';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { useAppearance } from '#kernel/web/ui/appearance.ts';
import { KeyValues } from '#kernel/web/ui/Card.tsx';
import { Switch } from '#kernel/web/ui/Check.tsx';
import { Select } from '#kernel/web/ui/Field.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import type { Role } from '../contract.ts';
import { roleWords } from './roles.ts';

function Appearance() {
  const { theme, contrast, density, singleKeys, setAppearance } = useAppearance();
  return (
    <section className="stack" aria-labelledby="look">
      <h2 id="look">{t`Appearance`}</h2>
      <p className="quiet">{t`Kept in this browser.`}</p>
      <div className="line wrap">
        <Segments
          label={t`Theme`}
          value={theme}
          onChange={(chosen) => setAppearance({ theme: chosen })}
          options={[
            { value: 'system', label: t`As the system` },
            { value: 'light', label: t`Light` },
            { value: 'dark', label: t`Dark` },
          ]}
        />
        <Segments
          label={t`Density`}
          value={density}
          onChange={(chosen) => setAppearance({ density: chosen })}
          options={[
            { value: 'compact', label: t`Compact` },
            { value: 'comfortable', label: t`Comfortable` },
          ]}
        />
      </div>
      <Switch
        label={t`High contrast`}
        checked={contrast === 'high'}
        onChange={(on) => setAppearance({ contrast: on ? 'high' : 'system' })}
      />
      <Switch
        label={t`Single letters act as keys`}
        checked={singleKeys}
        onChange={(on) => setAppearance({ singleKeys: on })}
      />
    </section>
  );
}

/** In which language the desk speaks to this person, on every device. */
function Language() {
  const locale = useQueryOf('people.me', {}).data?.locale ?? null;
  const choose = useCommandOf('people.choose-language', { touches: () => ['me'] });
  const options = languages.map(({ tag, name }) => ({ value: tag as string, label: name }));
  return (
    <section className="stack narrow" aria-labelledby="language">
      <h2 id="language">{t`Language`}</h2>
      <Select
        label={t`Language of the desk`}
        help={t`Also for dates, times and numbers. The page loads again.`}
        value={locale ?? ''}
        options={[{ value: '', label: t`As the browser` }, ...options]}
        disabled={choose.busy}
        onChange={(tag) => void choose.run({ locale: (tag || null) as LanguageTag | null })}
      />
    </section>
  );
}

/** Settings about oneself. */
export function Me() {
  const { person, workspace } = useSession();
  const role = roleWords[person.role as Role];
  return (
    <Page title={t`You`} back={{ to: '/settings', label: t`Back to settings` }}>
      <div className="narrow">
        <KeyValues
          items={[
            { key: t`Name`, value: person.name },
            { key: t`E-mail address`, value: person.email },
            { key: t`Role in ${workspace.name}`, value: `${role.label}: ${inSentence(role.what)}` },
            { key: t`Time zone of the workspace`, value: workspace.timeZone },
          ]}
        />
      </div>
      <p>
        <Trans>
          Passphrase, second step and the devices where you are signed in stand under{' '}
          <Link to="/settings/my-security">Your security</Link>.
        </Trans>
      </p>
      <Language />
      <Appearance />
    </Page>
  );
}
