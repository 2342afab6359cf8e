import { encodeQR } from 'qr';
import type { ReactNode } from 'react';

/** A reader needs four empty modules around a QR code (ISO/IEC 18004). The library makes two of them. */
const QUIET = 2;

/** A text as a QR code: one SVG path, dark on light in every colour scheme. `label` says what it is. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const modules = encodeQR(text, 'raw');
  const size = modules.length + 2 * QUIET;
  const path = modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
