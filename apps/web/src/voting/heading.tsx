import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

/**
 * The heading of a step. It takes the focus when the step appears, so that screen readers begin to read there; the step
 * that the page begins with leaves the focus alone.
 */
export function StepHeading(props: {
  readonly isFirst: boolean;
  readonly title: string;
  readonly children?: ReactNode;
}): ReactNode {
  const { isFirst, title, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const wantsFocus = useRef(!isFirst);
  useEffect(() => {
    document.title = `${title} · Scrutin`;
  }, [title]);
  // Only once: a title that changes later must not take the focus from a button.
  useEffect(() => {
    if (!wantsFocus.current) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 tabIndex={-1} ref={heading}>
      {children ?? title}
    </h1>
  );
}
