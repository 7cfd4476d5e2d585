import { t } from '@lingui/core/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import type { ReactNode } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { useNames } from './Carried.tsx';
import type { Measure } from './research-words.ts';
import { type Body, channelChoices, type MetricLine, type PromiseLine, type Step } from './words.ts';

type Of<D extends Body['does']> = Extract<Body, { does: D }>;
type Change<D extends Body['does']> = { body: Of<D>; onChange: (body: Body) => void };

/** The list with one of its entries changed, or without it. */
function withOne<Item>(items: readonly Item[], index: number, item: Item | undefined): Item[] {
  return items.flatMap((one, at) => (at === index ? (item === undefined ? [] : [item]) : [one]));
}

const whole = (text: string, least: number) => Math.max(least, Math.round(Number(text)) || least);

function Row({ label, onDrop, children }: { label: string; onDrop: (() => void) | undefined; children: ReactNode }) {
  return (
    <fieldset className="std-line">
      <legend className="meta">{label}</legend>
      <div className="std-fields">{children}</div>
      {onDrop && <IconButton icon={IconX} size="small" label={t`Take away: ${label}`} onClick={onDrop} />}
    </fieldset>
  );
}

type BrandProps = { of: string | null | undefined; onChange: (brandId: string | null) => void };

/** For which brand it holds; a shop without brands is not asked. */
function BrandField({ of, onChange }: BrandProps) {
  const { brands } = useNames();
  if (brands.length === 0) return null;
  return (
    <Select
      label={t`Brand`}
      options={[{ value: '', label: t`every brand` }, ...brands.map((one) => ({ value: one.id, label: one.name }))]}
      value={of ?? ''}
      onChange={(brandId) => onChange(brandId || null)}
    />
  );
}

type LineProps = { line: PromiseLine; onChange: (line: PromiseLine) => void };

function PromiseFields({ line, onChange }: LineProps) {
  const { calendars, teams } = useNames();
  const measures = useQueryOf('promises.measures', {}).data?.measures.filter((one) => one.hasTargets) ?? [];
  const set = (change: Partial<PromiseLine>) => onChange({ ...line, ...change });
  return (
    <>
      <Select
        label={t`What`}
        options={measures.map((one) => ({ value: one.name, label: told(one.title) }))}
        value={line.measure}
        onChange={(measure) => set({ measure })}
      />
      <Select
        label={t`Channel`}
        options={channelChoices(line.channel)}
        value={line.channel ?? ''}
        onChange={(channel) => set({ channel: channel || null })}
      />
      <Select
        label={t`Team`}
        options={[{ value: '', label: t`every team` }, ...teams.map((one) => ({ value: one.id, label: one.name }))]}
        value={line.teamId ?? ''}
        onChange={(teamId) => set({ teamId: teamId || null })}
      />
      <BrandField of={line.brandId} onChange={(brandId) => set({ brandId })} />
      <TextInput
        label={t`Within, in minutes`}
        type="number"
        min={1}
        value={String(line.minutes)}
        onChange={(event) => set({ minutes: whole(event.currentTarget.value, 1) })}
      />
      <Select
        label={t`Runs in`}
        options={[
          ...calendars.map((one) => ({ value: one.id, label: one.name })),
          { value: '', label: t`Round the clock` },
        ]}
        value={line.calendarId ?? ''}
        onChange={(calendarId) => set({ calendarId: calendarId || null })}
      />
      <TextInput
        label={t`For how many of 100`}
        type="number"
        min={1}
        max={100}
        value={String(line.sharePercent)}
        onChange={(event) => set({ sharePercent: Math.min(100, whole(event.currentTarget.value, 1)) })}
      />
      <TextInput
        label={t`Warn at, in per cent`}
        type="number"
        min={1}
        max={99}
        value={String(line.warnPercent)}
        onChange={(event) => set({ warnPercent: Math.min(99, whole(event.currentTarget.value, 1)) })}
      />
    </>
  );
}

function Promises({ body, onChange }: Change<'promise'>) {
  const { lines } = body;
  const put = (index: number, line: PromiseLine | undefined) =>
    onChange({ ...body, lines: withOne(lines, index, line) });
  const last = lines.at(-1);
  return (
    <>
      {[...lines.keys()].map((index) => (
        <Row
          key={index}
          label={t`Promise ${index + 1}`}
          onDrop={lines.length > 1 ? () => put(index, undefined) : undefined}
        >
          <PromiseFields line={lines[index] as PromiseLine} onChange={(line) => put(index, line)} />
        </Row>
      ))}
      {last && lines.length < 10 && (
        <Button size="small" icon={IconPlus} onClick={() => onChange({ ...body, lines: [...lines, { ...last }] })}>
          {t`One more promise`}
        </Button>
      )}
    </>
  );
}

/** What the chosen measure is, so that nobody aims at a number they misread. */
function AboutMeasure({ measure }: { measure: Measure | undefined }) {
  if (!measure) return null;
  return (
    <p className="meta std-about">
      <code>{measure.formula}</code> · {measure.worked}
      <br />
      {told(measure.pitfall)}
    </p>
  );
}

function Metrics({ body, onChange }: Change<'metric'>) {
  const library = useQueryOf('measures.list', {}).data?.measures ?? [];
  const { lines } = body;
  const put = (index: number, line: MetricLine | undefined) =>
    onChange({ ...body, lines: withOne(lines, index, line) });
  return (
    <>
      {lines.map((line, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id, and one measure may stand for two channels
          key={index}
          label={t`Goal ${index + 1}`}
          onDrop={lines.length > 1 ? () => put(index, undefined) : undefined}
        >
          <Select
            label={t`Measure`}
            options={library.map((one) => ({ value: one.name, label: told(one.words) }))}
            value={line.measure}
            onChange={(measure) => put(index, { ...line, measure, channel: null })}
          />
          {library.find((one) => one.name === line.measure)?.dimensions.includes('channel') && (
            <Select
              label={t`Channel`}
              options={channelChoices(line.channel ?? null)}
              value={line.channel ?? ''}
              onChange={(channel) => put(index, { ...line, channel: channel || null })}
            />
          )}
          <Select
            label={t`Is to be`}
            options={[
              { value: 'at_least', label: t`at least` },
              { value: 'at_most', label: t`at most` },
            ]}
            value={line.is}
            onChange={(is) => put(index, { ...line, is: is === 'at_most' ? 'at_most' : 'at_least' })}
          />
          <TextInput
            label={t`Goal`}
            type="number"
            min={0}
            step="any"
            value={String(line.goal)}
            onChange={(event) => put(index, { ...line, goal: Math.max(0, Number(event.currentTarget.value) || 0) })}
          />
          <AboutMeasure measure={library.find((one) => one.name === line.measure)} />
        </Row>
      ))}
      {lines.length < 10 && (
        <Button
          size="small"
          icon={IconPlus}
          onClick={() => {
            const free = library.find((one) => !lines.some((line) => line.measure === one.name));
            if (free) onChange({ ...body, lines: [...lines, { measure: free.name, is: 'at_least', goal: 0 }] });
          }}
        >
          {t`One more goal`}
        </Button>
      )}
    </>
  );
}

const factsOf = (text: string) =>
  text
    .split(',')
    .map((fact) => fact.trimStart())
    .filter((fact, index, all) => fact !== '' || index === all.length - 1);

function Procedure({ body, onChange }: Change<'procedure'>) {
  const { steps } = body;
  const put = (index: number, step: Step | undefined) => onChange({ ...body, steps: withOne(steps, index, step) });
  return (
    <>
      <Select
        label={t`Stands beside conversations by`}
        options={channelChoices(body.channel)}
        value={body.channel ?? ''}
        onChange={(channel) => onChange({ ...body, channel: channel || null })}
      />
      <BrandField of={body.brandId} onChange={(brandId) => onChange({ ...body, brandId })} />
      {[...steps.keys()].map((index) => {
        const step = steps[index] as Step;
        return (
          <Row
            key={index}
            label={t`Step ${index + 1}`}
            onDrop={steps.length > 1 ? () => put(index, undefined) : undefined}
          >
            <TextInput
              label={t`What is done`}
              maxLength={300}
              value={step.words}
              onChange={(event) => put(index, { ...step, words: event.currentTarget.value })}
            />
            <TextInput
              label={t`What must be known, with commas between`}
              value={step.facts.join(', ')}
              onChange={(event) =>
                put(index, {
                  ...step,
                  facts: event.currentTarget.value === '' ? [] : factsOf(event.currentTarget.value),
                })
              }
            />
          </Row>
        );
      })}
      {steps.length < 30 && (
        <Button
          size="small"
          icon={IconPlus}
          onClick={() => onChange({ ...body, steps: [...steps, { words: '', facts: [] }] })}
        >
          {t`One more step`}
        </Button>
      )}
    </>
  );
}

/** The fields of what the software carries out of a clause. */
export function BodyFields({ body, onChange }: { body: Body; onChange: (body: Body) => void }) {
  if (body.does === 'promise') return <Promises body={body} onChange={onChange} />;
  if (body.does === 'metric') return <Metrics body={body} onChange={onChange} />;
  return <Procedure body={body} onChange={onChange} />;
}
