import { useCommandOf } from '#kernel/web/hooks.tsx';
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
    if (done) showToast({ state: 'kept', text: `The row of ${whoOf(rule)} ended; the one of their role counts again` });
  };
  return (
    <span className="line">
      <Button size="small" onClick={() => onEdit(kind, { personId })}>
        Change<span className="hide"> the row of {whoOf(rule)}</span>
      </Button>
      <Button size="small" disabled={end.busy} onClick={() => void stop()}>
        End<span className="hide"> the row of {whoOf(rule)}</span>
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
    { key: 'who', head: 'Who', names: true, cell: (rule) => <bdi>{whoOf(rule)}</bdi> },
    { key: 'what', head: 'What is decided', cell: (rule) => kindOf(rule)?.title ?? rule.kind },
    { key: 'may', head: 'May', cell: words },
    { key: 'from', head: 'From', cell: (rule) => <span className="nowrap">{formats.full(rule.effectiveFrom)}</span> },
    {
      key: 'until',
      head: 'Until',
      cell: (rule) => (
        <span className="nowrap">{rule.effectiveUntil ? formats.full(rule.effectiveUntil) : 'further notice'}</span>
      ),
    },
    { key: 'by', head: 'Set by', cell: (rule) => <bdi>{rule.madeBy ?? 'came with Heed'}</bdi> },
    ...(withButtons
      ? [
          {
            key: 'do',
            head: <span className="hide">Change</span>,
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
          <h2>People with a row of their own</h2>
          <Table caption="People with a row of their own" rows={people} rowKey={(rule) => rule.id} columns={editable} />
        </section>
      )}
      {planned.length > 0 && (
        <section className="stack tight">
          <h2>Planned</h2>
          <Table caption="Planned rows" rows={planned} rowKey={(rule) => rule.id} columns={editable} />
        </section>
      )}
      {past.length > 0 && (
        <details>
          <summary>Rows that ended ({past.length})</summary>
          <Table caption="Rows that ended" rows={past} rowKey={(rule) => rule.id} columns={columns} />
        </details>
      )}
    </>
  );
}
