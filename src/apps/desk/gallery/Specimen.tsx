import { type ReactNode, useId } from 'react';

/** One box of the gallery: title, rule of use, the parts. */
export function Specimen({ title, rule, children }: { title: string; rule: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="sp" aria-labelledby={id}>
      <div className="sp-head">
        <h2 id={id}>{title}</h2>
        <p className="meta">{rule}</p>
      </div>
      <div className="sp-body">{children}</div>
    </section>
  );
}
