import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { FreeText } from '../../shell/free-text.tsx';
import { Instant } from '../../shell/instant.tsx';
import { Loaded } from '../../shell/loaded.tsx';

const TEXTS = texts({
  fr: {
    title: 'Publications, la plus récente d’abord',
    this: 'Ce dépouillement',
    other: 'Un autre dépouillement',
    replaced: 'il en a remplacé un autre',
    reason: 'Motif :',
  },
  en: {
    title: 'Publications, newest first',
    this: 'This count',
    other: 'Another count',
    replaced: 'it replaced another one',
    reason: 'Reason:',
  },
});

/** All publications of the contest of a count; nothing if there is none. */
export function Publications({ id }: { readonly id: string }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const publications = useRead('publications', { params: { id } });
  return (
    <Loaded read={publications}>
      {(all) =>
        all.length === 0 ? null : (
          <section>
            <h2>{text.title}</h2>
            <ul className="ruled-list">
              {all.map((publication) => (
                <li key={publication.published_at}>
                  <p>
                    {publication.tabulation_id === id ? (
                      <strong>{text.this}</strong>
                    ) : (
                      <Link href={`/counts/${publication.tabulation_id}`}>{text.other}</Link>
                    )}
                    {publication.supersedes === null ? '' : ` (${text.replaced})`}
                    {', '}
                    <Instant at={publication.published_at} timeZone={publication.time_zone} />
                  </p>
                  {publication.reason === null ? null : (
                    <p>
                      {text.reason} <FreeText text={publication.reason} />
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  );
}
