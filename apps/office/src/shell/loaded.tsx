import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import type { Read } from '../api/use-read.ts';
import { useLanguage } from '../language.tsx';
import { TroubleNotice } from './trouble-notice.tsx';

const TEXTS = texts({
  fr: {
    loading: 'Lecture en cours…',
    stale: 'Ce qui suit a été lu auparavant et n’est peut-être plus à jour.',
  },
  en: { loading: 'Reading…', stale: 'What follows was read before and may be out of date.' },
});

/** Shows what was read, or that it is being read, or why it could not be read. It says so if what was read is old. */
export function Loaded<T>(props: {
  readonly read: Read<T>;
  readonly children: (body: T, version: string | undefined) => ReactNode;
}): ReactNode {
  const { read, children } = props;
  const { language } = useLanguage();
  switch (read.kind) {
    case 'loading':
      return <p className="soft">{TEXTS[language].loading}</p>;
    case 'failed':
      return <TroubleNotice trouble={read.trouble} again={read.again} />;
    case 'read':
      return (
        <>
          {read.stale === undefined ? null : (
            <>
              <TroubleNotice trouble={read.stale.trouble} again={read.stale.again} />
              <p>{TEXTS[language].stale}</p>
            </>
          )}
          {children(read.body, read.version)}
        </>
      );
  }
}
