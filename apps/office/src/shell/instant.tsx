import type { ReactNode } from 'react';
import { formatInstant } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';

/** The zone of the device, for instants that belong to no contest. */
const ZONE_OF_DEVICE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An instant with its day, its time and the name of its zone. Without a zone it is that of the device. */
export function Instant({
  at,
  timeZone,
}: {
  readonly at: string;
  readonly timeZone?: string | null;
}): ReactNode {
  const { language } = useLanguage();
  return <time dateTime={at}>{formatInstant(at, timeZone ?? ZONE_OF_DEVICE, language)}</time>;
}
