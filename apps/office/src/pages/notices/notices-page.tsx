import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { formatInstant, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import type { ContestKind } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { FreeText } from '../../shell/free-text.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { NewNoticeForm } from './new-notice-form.tsx';

const TEXTS = texts({
  fr: {
    title: 'Avis au public',
    means:
      'Ce que le public a lu depuis la publication, le plus récent d’abord. Un avis ne peut être ni modifié ni retiré : publiez-en un autre qui le corrige.',
    none: 'Aucun avis n’a été publié.',
    draft: 'Un brouillon n’a pas encore de public. Publiez d’abord le scrutin.',
    reason: 'Motif :',
  },
  en: {
    title: 'Notices to voters',
    means:
      'What voters were told since the publication, newest first. A notice cannot be changed or taken back: publish another one that corrects it.',
    none: 'No notice was published.',
    draft: 'A draft has no public yet. Publish the contest first.',
    reason: 'Reason:',
  },
});

/** What voters were told about a contest, and a form to tell them more. */
export function NoticesPage(): ReactNode {
  const { kind, id } = useParams<{ kind: ContestKind; id: string }>();
  const { language } = useLanguage();
  const text = TEXTS[language];
  const mayPublish = useMay('publish');
  const key = rollKey(kind, id);
  const notices = useRead('contestNotices', { params: { roll_key: key } });
  return (
    <ContestFrame key={key} kind={kind} id={id} title={text.title}>
      {(contest) => (
        <>
          <p>{text.means}</p>
          <Loaded read={notices}>
            {(all) =>
              all.length === 0 ? (
                <p>{text.none}</p>
              ) : (
                <ul className="ruled-list">
                  {all.map((notice) => (
                    <li key={notice.id}>
                      <p className="soft">{formatInstant(notice.at, notice.time_zone, language)}</p>
                      <p lang="fr">{notice.text.fr}</p>
                      <p lang="en">{notice.text.en}</p>
                      {notice.reason === null ? null : (
                        <p>
                          {text.reason} <FreeText text={notice.reason} />
                        </p>
                      )}
                    </li>
                  ))}
                </ul>
              )
            }
          </Loaded>
          {contest.state === 'draft' ? <p>{text.draft}</p> : null}
          {mayPublish && contest.state !== 'draft' ? <NewNoticeForm rollKey={key} /> : null}
        </>
      )}
    </ContestFrame>
  );
}
