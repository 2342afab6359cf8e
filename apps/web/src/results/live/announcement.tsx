import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

const MINUTE_MS = 60_000;

/**
 * Says a sentence to readers of a screen reader when it has changed, politely and at most once a minute. The element
 * stays in the page, as screen readers only notice changes of an element that they know.
 */
export function Announcement({ sentence }: { readonly sentence: string }): ReactNode {
  const [said, setSaid] = useState('');
  const last = useRef({ sentence, atMs: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    if (sentence === last.current.sentence) return;
    const waitMs = Math.max(0, last.current.atMs + MINUTE_MS - performance.now());
    const timer = setTimeout(() => {
      last.current = { sentence, atMs: performance.now() };
      setSaid(sentence);
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
