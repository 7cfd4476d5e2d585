import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './reviews.css';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { channelChoices, channelWords, measureWords, replayable } from './words.ts';

type Clause = OutputOf<'standards.get'>['clauses'][number];
type Line = Extract<NonNullable<Clause['body']>, { does: 'promise' }>['lines'][number];
type Place = { standardId?: string; versionId?: string; reviewId?: string };

interface Choice {
  key: string;
  clause: Clause;
  line: Line;
}

/** The promise lines of a draft that can be played back. */
function choicesOf(clauses: readonly Clause[]): Choice[] {
  return clauses.flatMap((clause) =>
    clause.body?.does === 'promise'
      ? clause.body.lines
          .filter((line) => replayable.some((one) => one.value === line.measure))
          .map((line, place) => ({ key: `${clause.id} ${place}`, clause, line }))
      : [],
  );
}

const first = { measure: 'first_response', channel: '', teamId: '', brandId: '', minutes: '60', calendarId: '' };
const shares = { warnPercent: '80', sharePercent: '90' };

function valuesOf(line: Line) {
  const { measure, channel, teamId, brandId, minutes, calendarId, warnPercent, sharePercent } = line;
  return {
    ...{ measure, channel: channel ?? '', teamId: teamId ?? '', brandId: brandId ?? '' },
    calendarId: calendarId ?? '',
    ...{ minutes: String(minutes), warnPercent: String(warnPercent), sharePercent: String(sharePercent) },
  };
}

function useWhatIfForm({ versionId, reviewId }: Place) {
  const navigate = useNavigate();
  const tryOut = useCommandOf('reviews.try', { touches: () => ['what-ifs'] });
  const [clauseId, setClauseId] = useState<string>();
  const form = useForm({
    initial: { ...first, ...shares },
    fieldOf: { 'target.impossible': 'minutes' },
    send: async ({ measure, channel, teamId, brandId, minutes, calendarId, warnPercent, sharePercent }) => {
      const of = clauseId && versionId ? { versionId, clauseId } : {};
      const { whatIfId } = await tryOut.send({
        ...{ measure, channel: channel || null, teamId: teamId || null, brandId: brandId || null },
        calendarId: calendarId || null,
        ...{ minutes: Number(minutes), warnPercent: Number(warnPercent), sharePercent: Number(sharePercent) },
        ...of,
        ...(reviewId && { reviewId }),
      });
      void navigate({ to: '/what-if/$whatIfId', params: { whatIfId } });
    },
  });
  const choose = ({ clause, line }: Choice) => {
    setClauseId(clause.id);
    form.setValues(valuesOf(line));
  };
  return { form, choose };
}

/** Proposes a target, from a clause of a draft or freely, to be played back over what happened. */
export function NewWhatIf() {
  const place = useParams({ strict: false }) as Place;
  const { standardId, versionId, reviewId } = place;
  const { form, choose } = useWhatIfForm(place);
  const [chosen, setChosen] = useState('');
  const draft = useQueryOf('standards.get', standardId && versionId ? { standardId, versionId } : null).data;
  const choices = choicesOf(draft?.clauses ?? []);
  const teams = useQueryOf('people.teams', {}).data?.teams ?? [];
  const brands = useQueryOf('portal.brands', { limit: 100 }).data?.brands ?? [];
  const calendars = useQueryOf('calendars.list', {}).data?.calendars ?? [];
  const { values } = form;
  const pick = (key: string) => {
    setChosen(key);
    const choice = choices.find((one) => one.key === key);
    if (choice) choose(choice);
  };
  const back = reviewId
    ? { to: `/reviews/${reviewId}`, label: t`Back to the review` }
    : { to: `/standards/${standardId}/${versionId}`, label: t`Back to the standard` };
  return (
    <Page title={t`What if`} back={back}>
      <form ref={form.ref} onSubmit={form.submit} className="stack loose review-form">
        <p className="quiet">
          <Trans>
            The conversations of the last 90 days are played back by the same clocks: what would have been kept and
            broken under the target that you propose, beside the one in force.
          </Trans>
        </p>
        <FormProblem problem={form.problem} />
        {choices.length > 0 && (
          <Select
            label={t`Promise of the draft`}
            options={[
              { value: '', label: t`None: a target of your own` },
              ...choices.map(({ key, clause, line }) => ({
                value: key,
                label: `${clause.number} ${clause.title}: ${measureWords(line.measure)}, ${channelWords(line.channel)}`,
              })),
            ]}
            value={chosen}
            onChange={pick}
          />
        )}
        <div className="review-pair">
          <Select
            label={t`What`}
            options={replayable}
            value={values.measure}
            onChange={(measure) => form.set('measure', measure)}
          />
          <Select
            label={t`Channel`}
            options={channelChoices}
            value={values.channel}
            onChange={(channel) => form.set('channel', channel)}
          />
          <Select
            label={t`Team`}
            options={[
              { value: '', label: t`every team` },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={values.teamId}
            onChange={(teamId) => form.set('teamId', teamId)}
          />
          {brands.length > 0 && (
            <Select
              label={t`Brand`}
              options={[
                { value: '', label: t`every brand` },
                ...brands.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={values.brandId}
              onChange={(brandId) => form.set('brandId', brandId)}
            />
          )}
          <Select
            label={t`Calendar`}
            options={[
              { value: '', label: t`Round the clock` },
              ...calendars.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={values.calendarId}
            onChange={(calendarId) => form.set('calendarId', calendarId)}
          />
          <TextInput label={t`Within, in minutes`} type="number" min={1} required {...form.text('minutes')} />
          <TextInput label={t`Warn at, in %`} type="number" min={1} max={99} required {...form.text('warnPercent')} />
          <TextInput label={t`For, in %`} type="number" min={1} max={100} required {...form.text('sharePercent')} />
        </div>
        <div>
          <Button kind="primary" type="submit" disabled={form.busy}>{t`Look back`}</Button>
        </div>
      </form>
    </Page>
  );
}
