import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { Radio } from '#kernel/web/ui/Check.tsx';
import { Select } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { type Measure, touches } from './research-words.ts';

type Props = { versionId: string; library: Measure[]; onClose: () => void };

/** Takes a published figure, or what a standards body asks, into the benchmark table. */
export function ReferenceDialog({ versionId, library, onClose }: Props) {
  const references = useQueryOf('standards.references', {}).data?.references ?? [];
  const choose = useCommandOf('standards.choose-reference', touches);
  const form = useForm({
    initial: { reference: '', measure: 'csat' },
    fieldOf: { 'standard.wrong_benchmark': 'measure' },
    send: async ({ reference, measure }) => {
      const chosen = references.find((one) => one.id === reference);
      await choose.send({ versionId, reference, ...(chosen?.measure === null && { measure }) });
      onClose();
    },
  });
  const { values } = form;
  const chosen = references.find((one) => one.id === values.reference);
  const kinds = [
    { kind: 'figure', words: t`Figures that firms publish` },
    { kind: 'standard', words: t`What standards bodies ask` },
  ] as const;
  return (
    <FormDialog title={t`Published benchmarks`} send={t`Take it over`} form={form} onClose={onClose}>
      <p className="quiet">
        <Trans>
          All of them are weak: second-hand, with little said of sample and method. Stored with title, year and address.
        </Trans>
      </p>
      {kinds.map(({ kind, words }) => (
        <fieldset key={kind} className="stack tight">
          <legend>{words}</legend>
          {references
            .filter((one) => one.kind === kind)
            .map((one) => (
              <Radio
                key={one.id}
                name="reference"
                label={told(one.words)}
                help={`${one.title}, ${one.year}`}
                checked={values.reference === one.id}
                onChange={() => form.set('reference', one.id)}
              />
            ))}
        </fieldset>
      ))}
      {chosen?.measure === null && (
        <Select
          label={t`What it is compared with`}
          options={library.map((one) => ({ value: one.name, label: told(one.words) }))}
          value={values.measure}
          onChange={(measure) => form.set('measure', measure)}
        />
      )}
    </FormDialog>
  );
}
