export { Bar } from './components/bar.tsx';
export { BrokenPage } from './components/broken-page.tsx';
export { Doughnut } from './components/doughnut.tsx';
export { ErrorBoundary } from './components/error-boundary.tsx';
export { ErrorSummary } from './components/error-summary.tsx';
export type { FormError } from './components/error-summary.tsx';
export { Localized } from './components/localized.tsx';
export { Notice } from './components/notice.tsx';
export { TextField } from './components/text-field.tsx';
export {
  formatClock,
  formatDay,
  formatDuration,
  formatInstant,
  formatTime,
  timeZoneName,
} from './formats/instants.ts';
export { formatCount, formatPercentage } from './formats/numbers.ts';
export { formatVotes } from './formats/votes.ts';
export { isOwnPhoto } from './own-photo.ts';
export { texts } from './texts.ts';
export type { Language } from './texts.ts';
