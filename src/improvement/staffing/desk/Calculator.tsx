import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSettled } from '#kernel/web/settled.ts';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { peopleWords, shareWords, waitWords } from './words.ts';

type Answer = OutputOf<'staffing.calculate'>;

const fields = [
  { name: 'contacts', label: t`Contacts in half an hour`, begin: '100', least: 0 },
  { name: 'handlingSeconds', label: t`Seconds for each`, begin: '180', least: 5 },
  { name: 'servedPercent', label: t`In time, of a hundred`, begin: '80', least: 1 },
  { name: 'withinSeconds', label: t`Within, in seconds`, begin: '20', least: 0 },
  { name: 'atOnce', label: t`Contacts at once`, begin: '1', least: 1 },
  { name: 'shrinkagePercent', label: t`Away, of a hundred`, begin: '30', least: 0 },
] as const;
type Name = (typeof fields)[number]['name'];
const begun = Object.fromEntries(fields.map((one) => [one.name, one.begin])) as Record<Name, string>;

function Result({ answer }: { answer: Answer }) {
  const formats = useFormats();
  const columns: Column<Answer['rows'][number]>[] = [
    { key: 'people', head: t`People at work`, names: true, cell: (row) => <span className="num">{row.people}</span> },
    { key: 'served', head: t`In time`, numeric: true, cell: (row) => shareWords(formats, row.servedShare) },
    { key: 'busy', head: t`Busy`, numeric: true, cell: (row) => shareWords(formats, row.occupancy) },
    {
      key: 'wait',
      head: t`Mean wait`,
      numeric: true,
      cell: (row) => (row.meanWaitSeconds === null ? t`without end` : waitWords(row.meanWaitSeconds)),
    },
  ];
  const people = peopleWords(answer.positions);
  const rostered = peopleWords(answer.rostered);
  return (
    <div className="stack" role="status">
      <p className="st-answer">
        <Trans>
          <b>{people}</b> at work at once, <b>{rostered}</b> on the roster
        </Trans>
      </p>
      {answer.rows.length > 0 && (
        <Table
          caption={t`What more and fewer people make of it`}
          columns={columns}
          rows={answer.rows}
          rowKey={(row) => String(row.people)}
          selectedKey={String(answer.positions)}
        />
      )}
    </div>
  );
}

/** How many people half an hour takes; nothing is kept. */
export function Calculator() {
  const [values, setValues] = useState(begun);
  const settled = useSettled(values, 300);
  const isWhole = fields.every(({ name, least }) => settled[name] !== '' && Number(settled[name]) >= least);
  const input = isWhole
    ? (Object.fromEntries(fields.map(({ name }) => [name, Number(settled[name])])) as Record<Name, number>)
    : null;
  const { data, error } = useQueryOf('staffing.calculate', input, { keep: true });
  return (
    <section className="card" aria-labelledby="calculator-title">
      <header>
        <h2 id="calculator-title">{t`How many people does half an hour take?`}</h2>
      </header>
      <div className="st-calc">
        <div className="st-fields">
          {fields.map(({ name, label, least }) => (
            <TextInput
              key={name}
              label={label}
              type="number"
              min={least}
              value={values[name]}
              onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
            />
          ))}
        </div>
        {error ? <Trouble problem={error} /> : data && <Result answer={data} />}
      </div>
      <p className="meta st-foot">
        <Trans>
          By Erlang C: contacts come independently of each other and everybody waits until they are answered.
        </Trans>
      </p>
    </section>
  );
}
