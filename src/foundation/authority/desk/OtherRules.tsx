import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { sorted, type Who } from './rules.ts';
import { cellWords, type Kind, type Rule, roleNames } from './words.ts';

type Props = {
  kinds: readonly Kind[];
  rules: readonly Rule[];
  onEdit: ((kind: Kind, who: Who) => void) | undefined;
};

const whoOf = (rule: Rule) => rule.personName ?? (rule.role ? roleNames[rule.role].many : '');

function Buttons({ rule, kind, onEdit }: { rule: Rule; kind: Kind | undefined; onEdit: Props['onEdit'] }) {
  const end = useCommandOf('authority.end-rule', { touches: () => ['authority', 'approvals'] });
  const { personId } = rule;
  if (!onEdit || !personId || !kind) return null;
  const stop = async () => {
    const done = await end.run({ ruleId: rule.id, version: rule.version });
    if (done)
      showToast({ state: 'kept', text: t`The row of ${whoOf(rule)} ended; the one of their role counts again` });
  };
  return (
    <span className="line">
      <Button size="small" onClick={() => onEdit(kind, { personId })}>
        <Trans>
          Change<span className="hide"> the row of {whoOf(rule)}</span>
        </Trans>
      </Button>
      <Button size="small" disabled={end.busy} onClick={() => void stop()}>
        <Trans>
          End<span className="hide"> the row of {whoOf(rule)}</span>
        </Trans>
      </Button>
    </span>
  );
}

function useColumns({ kinds, onEdit }: Props, withButtons: boolean): Column<Rule>[] {
  const formats = useFormats();
  const kindOf = (rule: Rule) => kinds.find((kind) => kind.name === rule.kind);
  const words = (rule: Rule) => {
    const kind = kindOf(rule);
    const { may, limits } = kind ? cellWords(formats, kind, rule) : { may: rule.may, limits: [] };
    return [may, ...limits].join(' · ');
  };
  return [
    { key: 'who', head: t`Who`, names: true, cell: (rule) => <bdi>{whoOf(rule)}</bdi> },
    { key: 'what', head: t`What is decided`, cell: (rule) => told(kindOf(rule)?.title ?? rule.kind) },
    { key: 'may', head: t`May`, cell: words },
    { key: 'from', head: t`From`, cell: (rule) => <span className="nowrap">{formats.full(rule.effectiveFrom)}</span> },
    {
      key: 'until',
      head: t`Until`,
      cell: (rule) => (
        <span className="nowrap">{rule.effectiveUntil ? formats.full(rule.effectiveUntil) : t`further notice`}</span>
      ),
    },
    { key: 'by', head: t`Set by`, cell: (rule) => <bdi>{rule.madeBy ?? t`came with Heed`}</bdi> },
    ...(withButtons
      ? [
          {
            key: 'do',
            head: <span className="hide">{t`Change`}</span>,
            cell: (rule: Rule) => <Buttons rule={rule} kind={kindOf(rule)} onEdit={onEdit} />,
          },
        ]
      : []),
  ];
}

/** Rows that the table of roles does not show: of people, planned ones, and those that ended. */
export function OtherRules(props: Props) {
  const { people, planned, past } = sorted(props.rules, useNow());
  const editable = useColumns(props, props.onEdit !== undefined);
  const columns = useColumns(props, false);
  return (
    <>
      {people.length > 0 && (
        <section className="stack tight">
          <h2>{t`People with a row of their own`}</h2>
          <Table
            caption={t`People with a row of their own`}
            rows={people}
            rowKey={(rule) => rule.id}
            columns={editable}
          />
        </section>
      )}
      {planned.length > 0 && (
        <section className="stack tight">
          <h2>{t`Planned`}</h2>
          <Table caption={t`Planned rows`} rows={planned} rowKey={(rule) => rule.id} columns={editable} />
        </section>
      )}
      {past.length > 0 && (
        <details>
          <summary>
            <Trans>Rows that ended ({past.length})</Trans>
          </summary>
          <Table caption={t`Rows that ended`} rows={past} rowKey={(rule) => rule.id} columns={columns} />
        </details>
      )}
    </>
  );
}
