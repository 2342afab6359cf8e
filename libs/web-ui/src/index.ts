export { Bar } from './components/bar.tsx';
export { Doughnut } from './components/doughnut.tsx';
export { Notice } from './components/notice.tsx';
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
export { texts } from './texts.ts';
export type { Language } from './texts.ts';
