import './safety.css';

const quietZone = 2;

/** A QR code drawn from its path: no image, so the page's content policy has nothing to allow. */
export function Qr({ qr, label }: { qr: { size: number; path: string }; label: string }) {
  const side = qr.size + 2 * quietZone;
  return (
    <svg
      className="qr"
      viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={qr.path} fill="currentColor" />
    </svg>
  );
}
