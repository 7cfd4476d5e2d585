import { t } from '@lingui/core/macro';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { asProblem, tellProblem, useCommandOf, useData } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { asked, type Narrowed } from './words.ts';

/** Hands a file to the browser as a click on its link would. */
function takeAway(href: string, name = ''): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}

/** Exports what is shown, or the signed heads for an owner to keep elsewhere. */
export function TakeAway({ narrowed }: { narrowed: Narrowed }) {
  const { client } = useData();
  const run = useCommandOf('audit.export', { touches: () => ['audit-exports'] });
  const exportAs = async (format: 'csv' | 'jsonl') => {
    const made = await run.run({ format, ...asked(narrowed) });
    if (made) takeAway(`/api/v1/audit/exports/${made.exportId}/file`);
  };
  const saveHeads = async () => {
    try {
      const lines: string[] = [];
      for (let before: string | null | undefined; before !== null; ) {
        const page = await client.query('audit.heads', before ? { before } : {});
        lines.push(...page.heads.map((head) => `${JSON.stringify(head)}\n`));
        before = page.next;
      }
      const address = URL.createObjectURL(new Blob(lines, { type: 'application/jsonl' }));
      takeAway(address, 'heed-heads.jsonl');
      // Some browsers read the file only after the click has been worked off.
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } catch (error) {
      tellProblem(asProblem(error));
    }
  };
  return (
    <Menu
      label={t`Take away`}
      entries={[
        { group: t`What is shown` },
        { label: t`CSV, for a spreadsheet`, onPick: () => void exportAs('csv') },
        { label: t`JSON lines, for a program`, onPick: () => void exportAs('jsonl') },
        { group: t`To prove it later` },
        { label: t`Signed heads`, onPick: () => void saveHeads() },
      ]}
      target={
        <Button icon={IconDownload} disabled={run.busy}>
          {t`Export`}
        </Button>
      }
    />
  );
}
