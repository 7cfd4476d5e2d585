import './field.css';
import type { ComponentPropsWithRef } from 'react';

/** A field inside a sentence: shows its value, opens what changes it. `label` says what it is: "Channel". */
export function Blank({
  label,
  children,
  ...rest
}: ComponentPropsWithRef<'button'> & { label: string; children: string }) {
  return (
    <button type="button" {...rest} className="blank" dir="auto" aria-label={`${label}: ${children}`}>
      {children}
    </button>
  );
}
