import type { CountProgress } from './use-count-progress.ts';
import { isAllPublished, progressOf } from './use-count-progress.ts';

const counts = (...progress: CountProgress['progress'][]): CountProgress[] =>
  progress.map((each, i) => ({ region: `R-${i}`, progress: each }));

it('tells a read that failed from one that is under way', () => {
  expect(progressOf(undefined)).toBe('reading');
  expect(progressOf({ data: undefined, isError: false })).toBe('reading');
  expect(progressOf({ data: undefined, isError: true })).toBe('unknown');
});

it('keeps what was read before a read failed', () => {
  expect(progressOf({ data: [], isError: true })).toBe('not-counted');
});

it('calls a count missing only if that is known', () => {
  expect(isAllPublished(counts('published', 'published'))).toBe(true);
  expect(isAllPublished(counts('published', 'unknown'))).toBeUndefined();
  expect(isAllPublished(counts('reading', 'published'))).toBeUndefined();
  expect(isAllPublished(counts('unknown', 'awaits-lot'))).toBe(false);
  expect(isAllPublished(counts('published', 'not-counted'))).toBe(false);
});
