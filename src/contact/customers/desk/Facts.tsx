import { t } from '@lingui/core/macro';
import { KeyValues } from '#kernel/web/ui/Card.tsx';
import { makeFormats } from '#kernel/web/ui/format.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import type { Customer } from './CustomerPage.tsx';
import { languageName } from './languages.ts';

/** What time it is for the customer: "13:47 there". Undefined where the zone is not known. */
export function useTimeThere(timeZone: string | null): string | undefined {
  const { locale } = useFormats();
  const now = useNow(30_000);
  if (timeZone === null) return undefined;
  try {
    return makeFormats(locale, timeZone).time(now);
  } catch {
    return undefined;
  }
}

/** The facts of a customer in pairs. */
export function Facts({ customer }: { customer: Customer }) {
  const formats = useFormats();
  const there = useTimeThere(customer.timeZone);
  const zone = customer.timeZone?.replaceAll('_', ' ');
  return (
    <KeyValues
      items={[
        { key: t`Reference`, value: customer.reference },
        { key: t`Language`, value: customer.locale ? languageName(customer.locale) : t`not known` },
        { key: t`Time zone`, value: !zone ? t`not known` : there ? t`${zone}, ${there} there` : zone },
        { key: t`Known since`, value: formats.date(customer.createdAt) },
        ...customer.identities.map(({ externalId, lastAt }) => ({
          key: t`Signed in as`,
          value: t`${externalId}, last ${formats.date(lastAt)}`,
        })),
      ]}
    />
  );
}
