export { Bar } from './components/bar.tsx';
export { Notice } from './components/notice.tsx';
export { formatDay, formatDuration, formatInstant, formatTime, timeZoneName } from './formats/instants.ts';
export { formatCount, formatPercentage } from './formats/numbers.ts';
export { texts } from './texts.ts';
export type { Language } from './texts.ts';
