import { t } from '@lingui/core/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { type Benchmark, type Measure, touches, typedOf, typedValue, unitWords } from './research-words.ts';
import { channelChoices } from './words.ts';

type Props = { versionId: string; library: Measure[]; row?: Benchmark; onClose: () => void };

const initialOf = (row: Benchmark | undefined) => ({
  measure: row?.measure ?? 'first_response_median',
  channel: row?.channel ?? '',
  value: typedOf(row?.unit, row?.value ?? null),
  title: row?.title ?? '',
  address: row?.address ?? 'https://',
  year: String(row?.year ?? new Date().getFullYear()),
  sample: row?.sample ?? '',
  method: row?.method ?? '',
  strength: row?.strength ?? ('weak' as const),
  note: row?.note ?? '',
});

function useBenchmarkForm({ versionId, library, row, onClose }: Props) {
  const add = useCommandOf('standards.add-benchmark', touches);
  const change = useCommandOf('standards.change-benchmark', touches);
  return useForm({
    initial: initialOf(row),
    fieldOf: { 'standard.weak_source': 'strength', 'standard.wrong_benchmark': 'value' },
    send: async (values) => {
      const unit = library.find((one) => one.name === values.measure)?.unit;
      const input = {
        ...values,
        channel: values.channel || null,
        value: typedValue(unit, values.value),
        year: Number(values.year),
        sample: values.sample.trim() || null,
        method: values.method.trim() || null,
      };
      await (row
        ? change.send({ ...input, benchmarkId: row.id, version: row.version })
        : add.send({ ...input, versionId }));
      onClose();
    },
  });
}

/** A row of the benchmark table: what others achieve, and how far that can be trusted. */
export function BenchmarkDialog(props: Props) {
  const { library, row, onClose } = props;
  const form = useBenchmarkForm(props);
  const drop = useCommandOf('standards.drop-benchmark', touches);
  const { values } = form;
  const measure = library.find((one) => one.name === values.measure);
  const takeOut = row && (
    <Button
      kind="quiet"
      disabled={drop.busy}
      onClick={async () => {
        if (await drop.run({ benchmarkId: row.id })) onClose();
      }}
    >{t`Take out`}</Button>
  );
  return (
    <FormDialog
      title={row ? t`Benchmark` : t`New benchmark`}
      send={t`Save`}
      form={form}
      aside={takeOut}
      onClose={onClose}
    >
      <div className="std-pair">
        <Select
          label={t`Measure`}
          options={library.map((one) => ({ value: one.name, label: told(one.words) }))}
          value={values.measure}
          onChange={(name) => form.setValues({ ...values, measure: name, channel: '' })}
        />
        {measure?.dimensions.includes('channel') && (
          <Select
            label={t`Channel`}
            options={channelChoices(values.channel || null)}
            value={values.channel}
            onChange={(channel) => form.set('channel', channel)}
          />
        )}
        <TextInput
          label={measure ? t`Value, ${unitWords[measure.unit]}` : t`Value`}
          help={t`Empty where the source gives no number.`}
          type="number"
          min={0}
          step="any"
          {...form.text('value')}
        />
      </div>
      <TextInput label={t`Title of the source`} required maxLength={200} {...form.text('title')} />
      <div className="std-pair">
        <TextInput label={t`Address`} type="url" required maxLength={500} {...form.text('address')} />
        <TextInput label={t`Year`} type="number" min={1900} max={2100} required {...form.text('year')} />
      </div>
      <TextInput
        label={t`Sample`}
        help={t`Whom they asked and how many. Empty where the source does not say.`}
        maxLength={300}
        {...form.text('sample')}
      />
      <TextInput
        label={t`Method`}
        help={t`How it was measured. Empty where the source does not say.`}
        maxLength={300}
        {...form.text('method')}
      />
      <Select
        label={t`How strong it is`}
        options={[
          { value: 'weak', label: t`Weak: second-hand, or sample or method unknown` },
          { value: 'strong', label: t`Strong: sample and method are known and fit` },
        ]}
        value={values.strength}
        onChange={(strength) => form.set('strength', strength === 'strong' ? 'strong' : 'weak')}
        error={form.errorOf('strength')}
      />
      <TextArea label={t`Note`} rows={2} maxLength={1_000} {...form.text('note')} />
    </FormDialog>
  );
}
