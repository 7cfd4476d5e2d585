import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs';
import { type FormEvent, useState } from 'react';
import { instantOf, nextDay, wallOf } from '#foundation/promises/desk/part.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { currentMillis, toMillis } from '#kernel/web/ui/now.ts';
import { PickOne } from './PickOne.tsx';
import { snoozeTimes } from './snooze-times.ts';

type SnoozeDialogProps = {
  title: string;
  /** When something falls due that is owed to the customer; its clock goes on. */
  dueAt?: string | number | undefined;
  onPick: (at: number) => void;
  onClose: () => void;
};

/** A day and a time of one's own. */
function OwnTime({ now, onPick }: { now: number; onPick: (at: number) => void }) {
  const { timeZone, full } = useFormats();
  const [day, setDay] = useState(nextDay(wallOf(now, timeZone).day, 2));
  const [time, setTime] = useState('09:00');
  const at = instantOf({ day, time }, timeZone);
  const isOver = at !== null && at <= currentMillis();
  const words = at === null ? t`Give a day and a time.` : isOver ? t`This time is over. Choose one to come.` : full(at);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (at !== null && !isOver) onPick(at);
  };
  return (
    <form className="stack tight own-time" onSubmit={submit}>
      <div className="line">
        <TextInput
          label={t`Own day`}
          type="date"
          required
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          label={t`Time`}
          type="time"
          required
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </div>
      <div className="line">
        <span className="meta grow" role="status">
          {words}
        </span>
        <Button type="submit" disabled={at === null || isOver}>
          {t`Snooze until then`}
        </Button>
      </div>
    </form>
  );
}

/** Until when a conversation stays out of the working views. */
export function SnoozeDialog({ title, dueAt, onPick, onClose }: SnoozeDialogProps) {
  const formats = useFormats();
  const [now] = useState(currentMillis);
  const times = snoozeTimes(now, formats.timeZone);
  const due = dueAt === undefined ? Number.NaN : toMillis(dueAt);
  const isDueBefore = Number.isFinite(due) && due < (times.at(-1)?.at ?? 0);
  const pickOwn = (at: number) => {
    onClose();
    onPick(at);
  };
  return (
    <PickOne
      title={title}
      options={times.map(({ label, at }) => ({
        id: String(at),
        label,
        detail: formats.due(at, now),
        icon: IconMoon,
      }))}
      onPick={(id) => onPick(Number(id))}
      onClose={onClose}
    >
      <OwnTime now={now} onPick={pickOwn} />
      <p className="quiet">
        {isDueBefore ? (
          <Trans>
            It comes back then, or at once when the customer writes. What we owe them goes on meanwhile: something is
            due {formats.due(due, now)}.
          </Trans>
        ) : (
          <Trans>It comes back then, or at once when the customer writes. What we owe them goes on meanwhile.</Trans>
        )}
      </p>
    </PickOne>
  );
}
