import type { CSSProperties } from 'react';
import { ClockWords } from '#kernel/web/ui/Clock.tsx';
import { PromiseLine } from '#kernel/web/ui/PromiseLine.tsx';
import { StageLine } from '#kernel/web/ui/StageLine.tsx';
import { State, type StateName } from '#kernel/web/ui/State.tsx';
import { Specimen } from './Specimen.tsx';

const surfaces = ['bg', 'surface', 'hover', 'line', 'line-strong', 'control-line', 'text-3', 'text-2', 'text'];
const accents = [
  'accent-soft',
  'accent-soft-2',
  'accent-line',
  'accent',
  'accent-hover',
  'focus',
  'note',
  'chart-1',
  'chart-2',
];

function Swatches({ names }: { names: string[] }) {
  return (
    <div className="swatches">
      {names.map((name) => {
        const style: CSSProperties & { '--swatch': string } = { '--swatch': `var(--${name})` };
        return (
          <div key={name} className="swatch">
            <i style={style} />
            <span>{name}</span>
          </div>
        );
      })}
    </div>
  );
}

const states: [StateName, string, string][] = [
  ['kept', 'Kept', 'Kept'],
  ['warn', 'At risk', 'At risk'],
  ['broken', 'Broken', 'Broken'],
  ['info', 'For you to know', 'New answer'],
  ['paused', 'Paused', 'Paused'],
];

const readings: { state: StateName; used: number; lead: string; rest: string }[] = [
  { state: 'running', used: 0.22, lead: '2 h 13 min left', rest: 'by 16:00' },
  { state: 'warn', used: 0.78, lead: '18 min left', rest: 'by 14:05' },
  { state: 'broken', used: 1, lead: '1 min late', rest: 'was 13:46' },
  { state: 'paused', used: 0.45, lead: 'Paused', rest: 'waiting for customer' },
  { state: 'kept', used: 0.53, lead: 'Kept', rest: '8 of 15 min' },
];

/** Colours, states, clocks, stages and type. */
export function Foundations() {
  return (
    <>
      <Specimen
        title="Colour"
        rule="Eucalypt neutral, mulberry accent. The accent marks what is chosen, what to press and what is promised."
      >
        <Swatches names={surfaces} />
        <Swatches names={accents} />
      </Specimen>
      <Specimen title="States" rule="Shape + word + colour: disc, triangle, diamond, square, bars.">
        <div className="line wrap">
          {states.map(([state, word]) => (
            <State key={state} state={state}>
              {word}
            </State>
          ))}
        </div>
        <div className="line wrap">
          {states.map(([state, , word]) => (
            <State key={state} state={state} pill>
              {word}
            </State>
          ))}
        </div>
      </Specimen>
      <Specimen
        title="Clocks and the promise line"
        rule="One line for everything owed: filled is time used, the end tick is when it is due."
      >
        <div className="triple">
          {readings.map((reading) => (
            <div key={reading.state} className="stack tight">
              <PromiseLine state={reading.state} used={reading.used} />
              <ClockWords reading={reading} />
            </div>
          ))}
        </div>
      </Specimen>
      <Specimen title="Stage line" rule="Stages have dates. Never a select box.">
        <StageLine
          label="Complaint C-1042"
          stages={[
            { name: 'Received', when: 'Thu 19 Nov', place: 'done' },
            { name: 'Looked into', when: 'Mon 23 Nov', place: 'done' },
            { name: 'Offer', when: 'by 16:00 today', place: 'now', used: 0.7 },
            { name: 'Settle', when: 'by 4 Dec', place: 'next' },
            { name: 'Closed', place: 'next' },
          ]}
        />
      </Specimen>
      <Specimen title="Type" rule="Instrument Sans in the desk, the reader’s own system font in portal and widget.">
        <div className="stack tight">
          <span className="type-6">88.4 % kept</span>
          <span className="type-5">Response times</span>
          <span className="type-4">Kettle arrived with a cracked lid</span>
          <span className="type-3">15: what people wrote, and documents</span>
          <span>13: lists, controls, cards 0123456789</span>
          <span className="meta">12: meta, tags, clocks · 14:05</span>
        </div>
      </Specimen>
    </>
  );
}
