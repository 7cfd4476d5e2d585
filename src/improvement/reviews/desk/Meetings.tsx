import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State, type StateName } from '#kernel/web/ui/State.tsx';
import { noon, type Review } from './words.ts';

type Item = { words: string; findingId: string; action: string; ownerId: string; dueOn: string };
const noItem: Item = { words: '', findingId: '', action: '', ownerId: '', dueOn: '' };
/** Five in the afternoon where the reader is. */
const evening = (day: string) => new Date(`${day}T17:00`).toISOString();

function sendable({ words, findingId, action, ownerId, dueOn }: Item) {
  const actions = action.trim() ? [{ words: action, ownerId, dueAt: evening(dueOn) }] : [];
  return { words, findingId: findingId || null, actions };
}

type ItemProps = { review: Review; item: Item; number: number; onChange: (item: Item) => void };

function ItemFields({ review, item, number, onChange }: ItemProps) {
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  const set = (change: Partial<Item>) => onChange({ ...item, ...change });
  const hasAction = item.action.trim() !== '';
  return (
    <fieldset className="stack review-item">
      <legend>{t`Item ${number}`}</legend>
      <TextArea
        label={t`What was discussed`}
        required
        rows={2}
        maxLength={2_000}
        value={item.words}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
      {review.findings.length > 0 && (
        <Select
          label={t`Finding`}
          options={[
            { value: '', label: t`None in particular` },
            ...review.findings.map(({ id, text }) => ({ value: id, label: text.slice(0, 80) })),
          ]}
          value={item.findingId}
          onChange={(findingId) => set({ findingId })}
        />
      )}
      <TextInput
        label={t`Action`}
        help={t`What somebody does about it. It becomes a promise of theirs.`}
        maxLength={500}
        value={item.action}
        onChange={(event) => set({ action: event.currentTarget.value })}
      />
      {hasAction && (
        <div className="review-pair">
          <Select
            label={t`Who`}
            required
            options={[{ value: '', label: t`Choose…` }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
            value={item.ownerId}
            onChange={(ownerId) => set({ ownerId })}
          />
          <TextInput
            label={t`By when`}
            type="date"
            required
            value={item.dueOn}
            onChange={(event) => set({ dueOn: event.currentTarget.value })}
          />
        </div>
      )}
    </fieldset>
  );
}

function Note({ review, onClose }: { review: Review; onClose: () => void }) {
  const { timeZone } = useFormats();
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  const meet = useCommandOf('reviews.meet', { touches: () => ['reviews', 'promises'] });
  const form = useForm({
    initial: {
      heldOn: new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date()),
      attendeeIds: [] as string[],
      items: [noItem],
    },
    fieldOf: { 'review.past_date': 'heldOn' },
    send: async ({ heldOn, attendeeIds, items }) => {
      await meet.send({ reviewId: review.id, heldOn, attendeeIds, items: items.map(sendable) });
      onClose();
    },
  });
  const { attendeeIds, items } = form.values;
  const attend = (id: string, isThere: boolean) =>
    form.set('attendeeIds', isThere ? [...attendeeIds, id] : attendeeIds.filter((one) => one !== id));
  const change = (place: number, item: Item) =>
    form.set(
      'items',
      items.map((one, index) => (index === place ? item : one)),
    );
  return (
    <FormDialog title={t`Note a meeting`} send={t`Save`} form={form} onClose={onClose}>
      <TextInput label={t`Held on`} type="date" required {...form.text('heldOn')} />
      <fieldset className="stack tight">
        <legend>{t`Who was there`}</legend>
        {people.map(({ id, name }) => (
          <Check key={id} label={name} checked={attendeeIds.includes(id)} onChange={(isThere) => attend(id, isThere)} />
        ))}
      </fieldset>
      {items.map((item, place) => (
        <ItemFields
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name, and none is taken out
          key={place}
          review={review}
          item={item}
          number={place + 1}
          onChange={(next) => change(place, next)}
        />
      ))}
      <div>
        <Button
          size="small"
          icon={IconPlus}
          disabled={items.length >= 30}
          onClick={() => form.set('items', [...items, noItem])}
        >
          {t`Another item`}
        </Button>
      </div>
    </FormDialog>
  );
}

const states: Record<string, { state: StateName; words: string }> = {
  running: { state: 'running', words: t`to be done` },
  paused: { state: 'paused', words: t`to be done` },
  broken: { state: 'broken', words: t`overdue` },
  kept: { state: 'kept', words: t`done` },
  kept_late: { state: 'warn', words: t`done late` },
  waived: { state: 'paused', words: t`let go` },
};

type Action = Review['meetings'][number]['items'][number]['actions'][number];

function OneAction({ action }: { action: Action }) {
  const formats = useFormats();
  const shown = states[action.state];
  return (
    <li className="line wrap">
      <a href="/desk/promises" dir="auto">
        {action.words}
      </a>
      <State state={shown?.state ?? 'running'}>
        <Trans>
          <bdi>{action.ownerName}</bdi>, by {formats.date(action.dueAt)}: {shown?.words}
        </Trans>
      </State>
    </li>
  );
}

/** Meetings of the team about the review, with what became of each action. */
export function Meetings({ review }: { review: Review }) {
  const formats = useFormats();
  const [isNoting, setNoting] = useState(false);
  return (
    <section className="stack" aria-labelledby="meetings">
      <div className="line">
        <h2 id="meetings" className="grow">{t`Meetings`}</h2>
        {review.abilities.includes('meet') && (
          <Button size="small" icon={IconPlus} onClick={() => setNoting(true)}>
            {t`Note a meeting`}
          </Button>
        )}
      </div>
      {review.meetings.length === 0 && (
        <p className="quiet">{t`Share with the team what was found, and note what you agree on.`}</p>
      )}
      {review.meetings.map((meeting) => (
        <article key={meeting.id} className="stack tight review-meeting">
          <p className="meta">
            {formats.date(noon(meeting.heldOn))}: <bdi>{meeting.attendees.join(', ')}</bdi>
          </p>
          <ul>
            {meeting.items.map((item) => (
              <li key={item.words}>
                <span dir="auto">{item.words}</span>
                {item.actions.length > 0 && (
                  <ul aria-label={t`Actions`}>
                    {item.actions.map((action) => (
                      <OneAction key={action.promiseId} action={action} />
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </article>
      ))}
      {isNoting && <Note review={review} onClose={() => setNoting(false)} />}
    </section>
  );
}
