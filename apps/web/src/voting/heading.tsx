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
  useEffect(() => {
    document.title = `${title} · Scrutin`;
    if (isFirst) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [isFirst, title]);
  return (
    <h1 tabIndex={-1} ref={heading}>
      {children ?? title}
    </h1>
  );
}
