import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

/** One thing to correct. */
export interface FormError {
  /** The identifier of the field, to which the link leads. */
  readonly field: string;
  readonly message: string;
}

/**
 * What has to be corrected in a form, above it: a title, and a link to each field. It takes the focus each time when
 * `attempt` changes, so that screen readers read it and the keyboard is next to the links.
 */
export function ErrorSummary(props: {
  readonly title: string;
  readonly errors: readonly FormError[];
  readonly attempt: number;
}): ReactNode {
  const { title, errors, attempt } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [attempt]);
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
