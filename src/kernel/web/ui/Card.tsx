import './card.css';
import { type ReactNode, useId } from 'react';
import { Count } from './Small.tsx';

type CardProps = {
  title: string;
  count?: number | undefined;
  /** A small button at the end of the head. */
  action?: ReactNode;
  /** Heading level; 3 when absent. */
  level?: 2 | 3 | 4 | undefined;
  children: ReactNode;
};

/** A section with a title. A card never holds a card. */
export function Card({ title, count, action, level = 3, children }: CardProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <Heading id={id}>{title}</Heading>
        {count !== undefined && <Count value={count} />}
        {action && <span className="end">{action}</span>}
      </header>
      <div className="card-b">{children}</div>
    </section>
  );
}

/** Facts in pairs: what it is, its value. */
export function KeyValues({ items }: { items: { key: string; value: ReactNode }[] }) {
  return (
    <dl className="kv">
      {items.map((item) => (
        <div key={item.key}>
          <dt>{item.key}</dt>
          <dd>
            <bdi>{item.value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
