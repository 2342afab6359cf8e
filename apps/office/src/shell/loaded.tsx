import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import type { Read } from '../api/use-read.ts';
import { useLanguage } from '../language.tsx';
import { TroubleNotice } from './trouble-notice.tsx';

const TEXTS = texts({ fr: { loading: 'Lecture en cours…' }, en: { loading: 'Reading…' } });

/** Shows what was read, or that it is being read, or why it could not be read. */
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
      return children(read.body, read.version);
  }
}
