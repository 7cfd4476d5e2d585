import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { LinkLine } from './LinkLine.tsx';
import {
  type Assessment,
  type Condition,
  conditionTitle,
  type Kind,
  kinds,
  kindTitle,
  lackWords,
  touching,
} from './words.ts';

type Props = { condition: Condition; assessmentId: string; mayKeep: boolean };

/** What is in force or in the library for it and is not linked, with one click each. */
function Offers({ condition, assessmentId }: Omit<Props, 'mayKeep'>) {
  const link = useCommandOf('assessments.link', touching(assessmentId));
  return condition.suggestions.map(({ to, where, title }) => (
    <div key={where ?? title} className="line wrap assess-offer">
      <span className="grow">
        <b dir="auto">{title}</b> <span className="meta">{where ?? t`Library`}</span>
      </span>
      <Button size="small" disabled={link.busy} onClick={() => void link.run({ conditionId: condition.id, to })}>
        <Trans>
          Link<span className="hide"> {title}</span>
        </Trans>
      </Button>
    </div>
  ));
}

function ConditionMenu({ condition, assessmentId, onLink }: Omit<Props, 'mayKeep'> & { onLink: () => void }) {
  const drop = useCommandOf('assessments.drop-condition', touching(assessmentId));
  const title = conditionTitle(condition);
  return (
    <Menu
      label={title}
      entries={[
        { label: t`Link something`, onPick: onLink },
        { label: t`Take off the checklist`, danger: true, onPick: () => void drop.run({ conditionId: condition.id }) },
      ]}
      target={<IconButton icon={IconDots} size="small" label={t`More about ${title}`} />}
    />
  );
}

function OneCondition({ condition, assessmentId, mayKeep }: Props) {
  const [isLinking, setLinking] = useState(false);
  const { kind, isMet, links, suggestions } = condition;
  return (
    <Card
      title={conditionTitle(condition)}
      level={2}
      action={
        <span className="line">
          <State state={isMet ? 'kept' : 'warn'}>{isMet ? t`Within reach` : t`Not met yet`}</State>
          {mayKeep && (
            <ConditionMenu condition={condition} assessmentId={assessmentId} onLink={() => setLinking(true)} />
          )}
        </span>
      }
    >
      <div className="stack">
        {links.length > 0 && (
          <ul>
            {links.map((link) => (
              <LinkLine
                key={link.id}
                link={link}
                conditionId={condition.id}
                assessmentId={assessmentId}
                mayKeep={mayKeep}
              />
            ))}
          </ul>
        )}
        {!isMet && suggestions.length === 0 && <p className="quiet">{lackWords[kind]}</p>}
        {!isMet && suggestions.length > 0 && <p className="quiet">{t`Nothing is linked yet. This would meet it:`}</p>}
        {mayKeep && <Offers condition={condition} assessmentId={assessmentId} />}
      </div>
      {isLinking && <LinkDialog condition={condition} assessmentId={assessmentId} onClose={() => setLinking(false)} />}
    </Card>
  );
}

function AddCondition({ assessment, onClose }: { assessment: Assessment; onClose: () => void }) {
  const add = useCommandOf('assessments.add-condition', touching(assessment.id));
  const free = kinds.filter((kind) => kind === 'other' || !assessment.checklist.some((one) => one.kind === kind));
  const form = useForm({
    initial: { kind: 'other' as Kind, title: '' },
    send: async ({ kind, title }) => {
      await add.send({ assessmentId: assessment.id, kind, title: kind === 'other' ? title : '' });
      onClose();
    },
  });
  const { kind } = form.values;
  return (
    <FormDialog title={t`Add a condition`} send={t`Add`} form={form} onClose={onClose}>
      {free.length > 1 && (
        <Select
          label={t`What must be within reach`}
          options={free.map((value) => ({ value, label: kindTitle(value) }))}
          value={kind}
          onChange={(value) => form.set('kind', value as Kind)}
        />
      )}
      {kind === 'other' && (
        <TextInput
          label={t`In words`}
          help={t`What the unit asks for, such as the policy on refunds.`}
          required
          maxLength={160}
          {...form.text('title')}
        />
      )}
    </FormDialog>
  );
}

/** Each condition with what is linked, readable where it stands. */
export function Checklist({ assessment }: { assessment: Assessment }) {
  const [isAdding, setAdding] = useState(false);
  const mayKeep = assessment.abilities.includes('keep') && assessment.state !== 'closed';
  return (
    <section className="stack" aria-label={t`Checklist`}>
      {assessment.checklist.map((condition) => (
        <OneCondition key={condition.id} condition={condition} assessmentId={assessment.id} mayKeep={mayKeep} />
      ))}
      {assessment.checklist.length === 0 && <p className="quiet">{t`No condition is on the checklist.`}</p>}
      {mayKeep && (
        <Button kind="quiet" icon={IconPlus} onClick={() => setAdding(true)}>
          {t`Add a condition`}
        </Button>
      )}
      {isAdding && <AddCondition assessment={assessment} onClose={() => setAdding(false)} />}
    </section>
  );
}
