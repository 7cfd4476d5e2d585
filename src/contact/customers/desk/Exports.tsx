import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button, ButtonLink } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { useNow } from '#kernel/web/ui/now.ts';

const fileOf = (exportId: string) => `/api/v1/customer-exports/${exportId}/file`;

/** Hands the file to the browser as a click on its link would. */
function takeAway(exportId: string): void {
  const link = document.createElement('a');
  link.href = fileOf(exportId);
  link.download = '';
  link.click();
}

/** Exports all customers, or asks for it where the role only asks. */
export function ExportButton() {
  const { can } = useSession();
  const mine = useQueryOf('authority.mine', can('customers.export') ? {} : null);
  const run = useCommandOf('customers.export', { touches: () => ['customer-exports'] });
  const may = mine.data?.kinds.find((kind) => kind.name === 'customers.export')?.may ?? 'never';
  if (!can('customers.export') || may === 'never') return null;
  const start = async () => {
    const made = await run.run({});
    if (made) takeAway(made.exportId);
  };
  return (
    <Button icon={IconDownload} disabled={run.busy} onClick={() => void start()}>
      {may === 'ask' ? t`Ask to export` : t`Export`}
    </Button>
  );
}

/** Files that can still be taken away, such as one that was approved meanwhile. */
export function ReadyExports() {
  const { can } = useSession();
  const formats = useFormats();
  const now = useNow();
  const query = useQueryOf('customers.exports', can('customers.export') ? {} : null);
  const ready = query.data?.exports.filter((one) => Date.parse(one.expiresAt) > now) ?? [];
  const [newest] = ready;
  if (!newest) return null;
  const count = plural(newest.customers, { one: 'One customer', other: '# customers' });
  return (
    <Notice state="kept" title={t`${count} exported.`}>
      <Trans>The file can be taken away by you alone, until {formats.due(newest.expiresAt)}.</Trans>{' '}
      <ButtonLink size="small" href={fileOf(newest.id)} download>
        {t`Download the file`}
      </ButtonLink>
    </Notice>
  );
}
