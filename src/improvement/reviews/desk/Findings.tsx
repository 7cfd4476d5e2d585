import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { decisionWords, type Finding, noon, type Review } from './words.ts';

const decisions = Object.entries(decisionWords).map(([value, label]) => ({ value, label }));

type Props = { review: Review; finding?: Finding | undefined; onClose: () => void };

function Write({ review, finding, onClose }: Props) {
  const add = useCommandOf('reviews.find', { touches: () => ['reviews'] });
  const change = useCommandOf('reviews.change-finding', { touches: () => ['reviews'] });
  const form = useForm({
    initial: {
      text: finding?.text ?? '',
      decision: finding?.decision ?? ('keep' as Finding['decision']),
      clauseId: finding?.clauseId ?? '',
      isOff: finding?.notNow !== null && finding !== undefined,
      reason: finding?.notNow?.reason ?? '',
      until: finding?.notNow?.until ?? '',
    },
    fieldOf: { 'review.past_date': 'until' },
    send: async ({ text, decision, clauseId, isOff, reason, until }) => {
      const input = { text, decision, clauseId: clauseId || null };
      const notNow = decision === 'change' && isOff ? { reason, until } : null;
      if (finding) await change.send({ ...input, findingId: finding.id, version: finding.version, notNow });
      else {
        const made = await add.send({ ...input, reviewId: review.id });
        if (notNow) await change.send({ ...input, findingId: made.findingId, version: made.version, notNow });
      }
      onClose();
    },
  });
  const { values } = form;
  return (
    <FormDialog title={finding ? t`Finding` : t`New finding`} send={t`Save`} form={form} onClose={onClose}>
      <TextArea label={t`What was found`} required rows={2} maxLength={500} {...form.text('text')} />
      <Select
        label={t`Decision`}
        options={decisions}
        value={values.decision}
        onChange={(decision) => form.set('decision', decision as Finding['decision'])}
      />
      <Select
        label={t`Clause`}
        help={t`A change is made in this clause of the next version.`}
        options={[
          { value: '', label: t`None in particular` },
          ...review.clauses.map((clause) => ({ value: clause.id, label: `${clause.number} ${clause.title}` })),
        ]}
        value={values.clauseId}
        onChange={(clauseId) => form.set('clauseId', clauseId)}
      />
      {values.decision === 'change' && (
        <Check label={t`Not now`} checked={values.isOff} onChange={(isOff) => form.set('isOff', isOff)} />
      )}
      {values.decision === 'change' && values.isOff && (
        <>
          <TextArea label={t`Why not now`} required rows={2} maxLength={500} {...form.text('reason')} />
          <TextInput label={t`Put off until`} type="date" required {...form.text('until')} />
        </>
      )}
    </FormDialog>
  );
}

function Link({ finding }: { finding: Finding }) {
  const formats = useFormats();
  if (finding.decision !== 'change') return null;
  if (finding.notNow)
    return (
      <State state="paused">
        <Trans>
          Put off until {formats.date(noon(finding.notNow.until))}: {finding.notNow.reason}
        </Trans>
      </State>
    );
  return finding.isMade ? (
    <State state="kept">{t`Changed in the draft`}</State>
  ) : (
    <State state="warn">{t`Not changed yet`}</State>
  );
}

/** What was found, what is to become of it, and whether it has. */
export function Findings({ review }: { review: Review }) {
  const [open, setOpen] = useState<Finding | 'new'>();
  const mayFind = review.abilities.includes('find');
  return (
    <section className="stack" aria-labelledby="findings">
      <div className="line">
        <h2 id="findings" className="grow">{t`Findings and decisions`}</h2>
        {mayFind && (
          <Button size="small" icon={IconPlus} onClick={() => setOpen('new')}>
            {t`Add a finding`}
          </Button>
        )}
      </div>
      {review.findings.length === 0 && <p className="quiet">{t`What do the numbers and the words tell you?`}</p>}
      {review.findings.length > 0 && (
        <ul className="lines" aria-label={t`Findings`}>
          {review.findings.map((finding) => (
            <li key={finding.id}>
              <span className="grow stack tight">
                <span dir="auto">{finding.text}</span>
                <span className="line wrap">
                  <Badge accent={finding.decision === 'change'}>{decisionWords[finding.decision]}</Badge>
                  {finding.clause && <span className="meta">{finding.clause}</span>}
                  <Link finding={finding} />
                </span>
              </span>
              {mayFind && (
                <Button size="small" kind="quiet" onClick={() => setOpen(finding)}>
                  {t`Change`}
                  <span className="hide"> {finding.text}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && <Write review={review} finding={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
