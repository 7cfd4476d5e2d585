/** @jsxImportSource preact */

/** Drawings on a 20-unit grid, as in the house's look. */
export function CloseIcon() {
  return (
    <svg class="i" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M5.5 8 10 12.5 14.5 8" />
    </svg>
  );
}

export function SendIcon() {
  return (
    <svg class="i turns" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M3.5 10 16.5 3.8 12.5 16.5 9.5 11z" />
    </svg>
  );
}

export function ClipIcon() {
  return (
    <svg class="i" viewBox="0 0 20 20" aria-hidden="true">
      <path d="m16 9-6.2 6.2a3.6 3.6 0 0 1-5-5l6.4-6.5a2.4 2.4 0 0 1 3.4 3.4l-6.4 6.4a1.2 1.2 0 0 1-1.7-1.7L12.2 6" />
    </svg>
  );
}

/** Two bars: waiting. */
export function PausedIcon() {
  return (
    <svg class="i state" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M7 4.5v11M13 4.5v11" stroke-width="3.2" stroke-linecap="butt" />
    </svg>
  );
}

/** A diamond: broken. */
export function BrokenIcon() {
  return (
    <svg class="i state" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 1.3 18.7 10 10 18.7 1.3 10z" fill="currentColor" stroke="none" />
      <path d="M6.8 10h6.4" stroke="var(--surface)" stroke-width="2.2" />
    </svg>
  );
}

/** A bell, struck through while it is silent. */
export function SoundIcon({ on }: { on: boolean }) {
  return (
    <svg class="i" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3" />
      {!on && <path d="M3 3 17 17" />}
    </svg>
  );
}

/** Lines of a list; it turns with the direction of writing. */
export function ListIcon() {
  return (
    <svg class="i turns" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M4 6h12M4 10h12M4 14h8" />
    </svg>
  );
}
