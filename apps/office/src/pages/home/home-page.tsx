import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../../language.tsx';
import { useSession } from '../../session/session-context.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';

const TEXTS = texts({ fr: { title: 'Aujourd’hui' }, en: { title: 'Today' } });

/** What needs the reader now. */
export function HomePage(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const { session } = useSession();
  return (
    <>
      <PageHeading title={text.title} />
      <p>{session.official.email}</p>
    </>
  );
}
