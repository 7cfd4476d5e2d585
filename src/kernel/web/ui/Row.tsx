import { t } from '@lingui/core/macro';
import './row.css';
import type { ComponentPropsWithRef, CSSProperties, ReactElement, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { type Glyph, Icon } from './Icon.tsx';
import { filled } from './PromiseLine.tsx';
import type { StateName } from './State.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** A list of rows: one `ul`. */
export function List({ label, className, ...rest }: ComponentPropsWithRef<'ul'> & { label: string }) {
  return <ul {...rest} className={classNames('list', className)} aria-label={label} />;
}

/** What a row's link must carry; spread it on a router's link. */
export type RowLink = { className?: string; 'aria-current'?: 'true' | undefined; children: ReactNode };

export type RowProps = {
  /** Makes the link: `(link) => <Link to="…" params={…} {...link} />`. */
  link: (link: RowLink) => ReactElement;
  icon: Glyph;
  /** What the icon means: "E-mail". */
  iconLabel: string;
  name: string;
  /** When, in words: `formats.when(at)`. */
  time: ReactNode;
  /** The same for machines, ISO 8601. */
  at?: string | undefined;
  /** First line of the last message. */
  preview: ReactNode;
  /** Clock or state first, then tags. */
  foot?: ReactNode;
  /** Far end of the foot: who is looking. */
  end?: ReactNode;
  /** State and share used (0 to 1) of the promise line along the lower edge; no line without. */
  state?: StateName | undefined;
  used?: number | undefined;
  unread?: boolean | undefined;
  selected?: boolean | undefined;
  /** For bulk actions: whether it is marked; a box takes the icon's place when `onMark` is given. */
  marked?: boolean | undefined;
  onMark?: ((marked: boolean) => void) | undefined;
  ref?: Ref<HTMLLIElement>;
  style?: CSSProperties | undefined;
  'data-index'?: number | undefined;
};

function Words({ name, time, at, preview, foot, end, unread }: RowProps) {
  return (
    <div>
      <div className="line">
        <span className="name cut" dir="auto">
          {name}
        </span>
        {unread && <VisuallyHidden>{t`, unread`}</VisuallyHidden>}
        <time dateTime={at}>{time}</time>
      </div>
      <div className="pre cut" dir="auto">
        {preview}
      </div>
      <div className="foot">
        {foot}
        <span className="end">{end}</span>
      </div>
    </div>
  );
}

/** A row of a list: who, what, by when; its lower edge is its promise line. */
export function Row(props: RowProps) {
  const { link, icon, iconLabel, name, state, used, unread, selected, marked, onMark, ref, style } = props;
  return (
    <li
      ref={ref}
      data-index={props['data-index']}
      className={classNames('row', state ?? 'none', unread && 'unread', selected && 'on', marked && 'marked')}
      style={{ ...filled(used ?? 0), ...style }}
    >
      {onMark && (
        <label className="mark-box">
          <input
            type="checkbox"
            aria-label={t`Select ${name}`}
            checked={marked ?? false}
            onChange={(event) => onMark(event.currentTarget.checked)}
          />
        </label>
      )}
      {link({
        'aria-current': selected ? 'true' : undefined,
        children: (
          <>
            <Icon of={icon} />
            <VisuallyHidden>{iconLabel}</VisuallyHidden>
            <Words {...props} />
          </>
        ),
      })}
    </li>
  );
}
