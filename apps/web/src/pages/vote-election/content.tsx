import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { formatInstant, Localized, Notice } from '@scrutin/web-ui';
import { addressOf } from '../../site/addresses.ts';
import { heldLetter } from '../../site/letter.ts';
import { Notices } from '../../site/notices.tsx';
import type { ContentProps } from '../../site/page.ts';
import { useReloadWhenDue } from '../../site/use-reload-when-due.ts';
import { useServerClock } from '../../site/use-server-clock.ts';
import type { ElectionToVoteIn } from './load.ts';
import { TEXTS } from './texts.ts';

export function VoteElectionContent(props: ContentProps<ElectionToVoteIn>): ReactNode {
  const { data, language, reload } = props;
  const { id: election, name, state, opensAt, timeZone, notices, regions } = data;
  const text = TEXTS[language];
  const now = useServerClock(props.now, reload);
  useReloadWhenDue([data], now, reload);
  // A letter without a region leads here: its code goes on with the link, in the part that no server is sent.
  const [fragment, setFragment] = useState('');
  useEffect(() => {
    const letter = heldLetter();
    if (letter !== undefined) setFragment(`#${new URLSearchParams({ code: letter.code }).toString()}`);
  }, []);
  return (
    <div className="page-narrow">
      <h1>
        <Localized text={name} language={language} />
      </h1>
      <Notices notices={notices} language={language} />
      {state === 'open' ? (
        <>
          <h2>{text.choose}</h2>
          <p>{text.asLetter}</p>
          <ul className="ruled-list">
            {regions.map((region) => (
              <li key={region.id}>
                <a
                  className="row-link"
                  href={addressOf('vote-race', language, { election, region: region.id }) + fragment}
                >
                  <Localized text={region.name} language={language} />
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Notice
          kind="information"
          title={state === 'closed' ? text.closed : text.notOpen(formatInstant(opensAt, timeZone, language))}
        >
          {state === 'closed' ? (
            <p>
              <a href={addressOf('election-results', language, { election })}>{text.results}</a>
            </p>
          ) : null}
        </Notice>
      )}
    </div>
  );
}
