import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';

type NoticeKind = 'information' | 'done' | 'attention' | 'error';

/** The signs stand beside words, so that no meaning is told by a colour alone. */
const SIGNS: Readonly<Record<NoticeKind, string>> = {
  information: 'i',
  done: '✓',
  attention: '!',
  error: '×',
};

/**
 * A message that stands out: a sign, a title and a text.
 *
 * @param announced makes screen readers read it when it appears, wherever the reader is
 * @param takesFocus if it is true, it brings the reader here when it appears, which screen readers read as well: never
 *   together with `announced`, or it is read twice. If it is false, it was read before
 */
export function Notice(props: {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly children?: ReactNode;
  readonly announced?: boolean;
  readonly takesFocus?: boolean;
}): ReactNode {
  const { kind, title, children, announced, takesFocus } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus === true) box.current?.focus();
    // Once, when it appears.
  }, []);
  const named = { 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-text` };
  const role =
    takesFocus !== undefined
      ? { role: 'group', tabIndex: -1, ref: box, ...named }
      : announced === true
        ? { role: kind === 'error' ? 'alert' : 'status' }
        : {};
  return (
    <div className={`notice notice-${kind}`} {...role}>
      <span className="notice-sign" aria-hidden="true">
        {SIGNS[kind]}
      </span>
      <div>
        <p className="notice-title" id={`${id}-title`}>
          {title}
        </p>
        <div id={`${id}-text`}>{children}</div>
      </div>
    </div>
  );
}
