import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Field, TextArea } from '#kernel/web/ui/Field.tsx';
import { readLines } from '../contract-lines.ts';
import type { WholeItem } from './words.ts';

/** What a spreadsheet would take for a separator does no harm within quotes. */
const quoted = (cell: string) => (/[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Replaces the lines of an offline standard by what is pasted or read from a file. */
export function ImportDialog({ item, onClose }: { item: WholeItem; onClose: () => void }) {
  const formId = useId();
  const send = useCommandOf('library.import-lines', { touches: () => ['library', 'standards'] });
  const form = useForm({
    initial: {
      rows: item.lines.map((line) => [line.topic, line.value, line.unit, line.text].map(quoted).join(',')).join('\n'),
    },
    send: async ({ rows }) => {
      await send.send({ itemId: item.id, version: item.version, rows });
      onClose();
    },
  });
  const { rows } = form.values;
  const { lines, bad } = rows.trim() ? readLines(rows) : { lines: [], bad: [] };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Import lines`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>{t`Import`}</Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <p className="quiet">
          <Trans>
            Topic, value, unit and text, one line each, as CSV or pasted from a table. What was there before is
            replaced.
          </Trans>
        </p>
        <TextArea
          label={t`Lines`}
          help={t`Such as: Refund window, 14, days, At the counter`}
          rows={6}
          maxRows={14}
          required
          maxLength={200_000}
          {...form.text('rows')}
        />
        <Field label={t`Or from a file`}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".csv,.tsv,.txt,text/csv,text/plain"
              onChange={async (event) => {
                const file = event.currentTarget.files?.[0];
                if (file) form.set('rows', await file.text());
              }}
            />
          )}
        </Field>
        {lines.length + bad.length > 0 && (
          <p className={bad.length > 0 ? 'err' : 'meta'} role="status">
            <Plural value={lines.length} one="# line can be read." other="# lines can be read." />{' '}
            {bad
              .slice(0, 3)
              .map((one) => t`Line ${one.line}: ${one.message}`)
              .join(' ')}
          </p>
        )}
      </form>
    </Dialog>
  );
}
