import type { ReactNode } from 'react';

type NoticeKind = 'information' | 'done' | 'attention' | 'error';

/** The signs stand beside words, so that no meaning is told by a colour alone. */
const SIGNS: Readonly<Record<NoticeKind, string>> = {
  information: 'i',
  done: '✓',
  attention: '!',
  error: '×',
};

/** A message that stands out: a sign, a title and a text. `announced` makes screen readers read it when it appears. */
export function Notice(props: {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly children?: ReactNode;
  readonly announced?: boolean;
}): ReactNode {
  const { kind, title, children, announced } = props;
  const role = announced === true ? { role: kind === 'error' ? 'alert' : 'status' } : {};
  return (
    <div className={`notice notice-${kind}`} {...role}>
      <span className="notice-sign" aria-hidden="true">
        {SIGNS[kind]}
      </span>
      <div>
        <p className="notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
