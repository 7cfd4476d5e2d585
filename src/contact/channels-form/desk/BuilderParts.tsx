import { t } from '@lingui/core/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { usePagesOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { CopyField } from '#kernel/web/shell/CopyField.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import type { FormConsent } from '../contract-definition.ts';
import type { BuilderForm, FormData } from './FormBuilder.tsx';

/** What is said of the data, and what can be agreed to. */
export function Agreements({ form }: { form: BuilderForm }) {
  const { consents, noticePurpose } = form.values;
  const { pages } = usePagesOf('privacy.notices', { limit: 100 });
  const known = pages?.flatMap((page) => page.notices.map((notice) => notice.purpose)) ?? [];
  const purposes = [...new Set([...known, noticePurpose].filter(Boolean))];
  const change = (at: number, next: FormConsent | undefined) =>
    form.set(
      'consents',
      consents.flatMap((one, place) => (place !== at ? [one] : next ? [next] : [])),
    );
  return (
    <section className="stack" aria-labelledby="form-privacy">
      <h2 id="form-privacy">{t`Notice and consent`}</h2>
      <Select
        label={t`Collection notice`}
        options={[{ value: '', label: t`None` }, ...purposes.map((purpose) => ({ value: purpose, label: purpose }))]}
        help={t`Its words stand above the button. Notices are kept under Settings, Privacy.`}
        value={noticePurpose}
        onChange={(value) => form.set('noticePurpose', value)}
      />
      {consents.map((consent, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no id and are told apart by their place alone
        <fieldset key={at} className="form-field stack tight">
          <div className="line">
            <b className="grow">{t`Consent`}</b>
            <IconButton
              icon={IconX}
              size="small"
              kind="quiet"
              label={t`Remove this consent`}
              onClick={() => change(at, undefined)}
            />
          </div>
          <TextInput
            label={t`Purpose`}
            required
            maxLength={80}
            value={consent.purpose}
            onChange={(event) => change(at, { ...consent, purpose: event.currentTarget.value })}
          />
          <TextInput
            label={t`Words beside the box`}
            required
            maxLength={300}
            value={consent.label}
            onChange={(event) => change(at, { ...consent, label: event.currentTarget.value })}
          />
          <Check
            label={t`Cannot be sent without it`}
            checked={consent.isRequired}
            onChange={(isRequired) => change(at, { ...consent, isRequired })}
          />
        </fieldset>
      ))}
      {consents.length < 5 && (
        <div>
          <Button
            size="small"
            icon={IconPlus}
            onClick={() => form.set('consents', [...consents, { purpose: '', label: '', isRequired: false }])}
          >
            {t`Add a consent`}
          </Button>
        </div>
      )}
    </section>
  );
}

/** What is said once it was sent. */
export function Afterwards({ form }: { form: BuilderForm }) {
  return (
    <section className="stack" aria-labelledby="form-afterwards">
      <h2 id="form-afterwards">{t`Afterwards`}</h2>
      <TextArea label={t`The page says`} rows={2} maxRows={8} maxLength={1000} {...form.text('thanks')} />
      <TextArea
        label={t`Mailed as a receipt`}
        rows={2}
        maxRows={8}
        maxLength={2000}
        help={t`Once a day at most to the address that was typed. Always these words, as anybody may type anybody’s address. Empty: nothing is mailed.`}
        {...form.text('receipt')}
      />
    </section>
  );
}

/** Who gets it, and where it can be filled in. */
export function Reaching({ form, data }: { form: BuilderForm; data: FormData }) {
  const teams = useQueryOf('people.teams', {}).data?.teams ?? [];
  const title = data.definition.title.replaceAll('"', '&quot;');
  const snippet = `<script src="${new URL(data.url).origin}/form-embed.js"\n  data-form="${data.key}" data-title="${title}"></script>`;
  return (
    <section className="stack" aria-labelledby="form-reaching">
      <h2 id="form-reaching">{t`Where it is, and who gets it`}</h2>
      <Select
        label={t`Team`}
        options={[{ value: '', label: t`No team` }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
        value={form.values.teamId}
        onChange={(value) => form.set('teamId', value)}
      />
      <CopyField label={t`Its page`} value={data.url} rows={1} />
      <TextArea
        label={t`Pages that may show it`}
        rows={2}
        maxRows={8}
        help={t`Origins such as https://shop.example, one a line.`}
        {...form.text('origins')}
      />
      <CopyField
        label={t`Snippet`}
        value={snippet}
        help={t`Where it stands, the form appears and is as high as it needs to be.`}
      />
    </section>
  );
}
