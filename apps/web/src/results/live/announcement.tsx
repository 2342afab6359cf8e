import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

const MINUTE_MS = 60_000;

/**
 * Says a sentence to readers of a screen reader when it has changed, politely and at most once a minute. The element
 * stays in the page, as screen readers only notice changes of an element that they know. Of a sentence in several lines,
 * only the lines that have changed are said.
 */
export function Announcement({ sentence }: { readonly sentence: string }): ReactNode {
  const [said, setSaid] = useState('');
  const last = useRef({ sentence, atMs: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    if (sentence === last.current.sentence) return;
    const waitMs = Math.max(0, last.current.atMs + MINUTE_MS - performance.now());
    const timer = setTimeout(() => {
      const known = last.current.sentence.split('\n');
      const fresh = sentence.split('\n').filter((line) => !known.includes(line));
      last.current = { sentence, atMs: performance.now() };
      setSaid(fresh.join(' '));
    }, waitMs);
    return () => {
      clearTimeout(timer);
    };
  }, [sentence]);
  return (
    <p role="status" className="visually-hidden">
      {said}
    </p>
  );
}
