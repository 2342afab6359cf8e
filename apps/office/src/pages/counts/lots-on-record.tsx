import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { FreeText } from '../../shell/free-text.tsx';
import { Instant } from '../../shell/instant.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { COUNT_WORDS } from './count-words.ts';

const TEXTS = texts({
  fr: {
    title: 'Tirages au sort au registre',
    drawn: (names: string) => `Ordre tiré : ${names}`,
    by: 'Tiré par :',
    witnesses: 'Témoins :',
  },
  en: {
    title: 'Lots on record',
    drawn: (names: string) => `Order drawn: ${names}`,
    by: 'Drawn by:',
    witnesses: 'Witnesses:',
  },
});

/** The lots of the contest of a count; nothing if there is none. */
export function LotsOnRecord(props: {
  readonly id: string;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const { id, names } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const lots = useRead('lots', { params: { id } });
  return (
    <Loaded read={lots}>
      {(all) =>
        all.length === 0 ? null : (
          <section>
            <h2>{text.title}</h2>
            <ul className="ruled-list">
              {all.map((lot) => (
                <li key={lot.id}>
                  <p>
                    <strong>{text.drawn(lot.drawn.map((each) => names.get(each) ?? each).join(', '))}</strong>
                    {' · '}
                    {COUNT_WORDS[language].first[lot.purpose]}
                  </p>
                  <p>
                    <FreeText text={lot.method} />
                  </p>
                  <p>
                    {text.by} <FreeText text={lot.drawn_by} /> · {text.witnesses}{' '}
                    <FreeText text={lot.witnesses} />
                  </p>
                  <p className="soft">
                    <Instant at={lot.recorded_at} timeZone={lot.time_zone} />
                  </p>
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  );
}
