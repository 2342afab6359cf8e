import type { ReactNode } from 'react';
import { useId } from 'react';
import type { Language } from '@scrutin/web-ui';
import { formatClock, Notice } from '@scrutin/web-ui';
import { useMounted } from '../../site/use-mounted.ts';
import { Announcement } from './announcement.tsx';
import { LIVE_TEXTS } from './texts.ts';
import type { Interval, Live } from './use-live.ts';
import { INTERVALS, useLive } from './use-live.ts';

export interface LiveLineProps {
  readonly language: Language;
  /** When the data of the page was loaded, in milliseconds since the epoch. */
  readonly now: number;
  readonly timeZone: string;
  readonly reload: () => Promise<boolean>;
  /** What a screen reader says when it has changed. */
  readonly sentence: string;
}

/**
 * Keeps the figures of a page fresh, and says when they were read. The reader chooses how often, or pauses. Without
 * scripts there is a link that loads the page again.
 */
export function LiveLine(props: LiveLineProps): ReactNode {
  const { language, now, timeZone, reload, sentence } = props;
  const text = LIVE_TEXTS[language];
  const live = useLive(reload);
  const isMounted = useMounted();
  const time = formatClock(now, timeZone, language);
  return (
    <div className="live-line" role="group" aria-label={text.region}>
      <p className="soft">
        {text.lastLook(time)} {live.isPaused ? text.paused : null}
      </p>
      {isMounted ? (
        <Controls live={live} language={language} />
      ) : (
        <p className="not-printed">
          <a href="">{text.reload}</a>
        </p>
      )}
      {live.failingSinceMs === undefined ? null : (
        <Notice kind="attention" title={text.failingTitle} announced>
          <p>{text.failing(time, live.waitSeconds)}</p>
        </Notice>
      )}
      <Announcement sentence={sentence} />
    </div>
  );
}

function Controls({ live, language }: { readonly live: Live; readonly language: Language }): ReactNode {
  const text = LIVE_TEXTS[language];
  const id = useId();
  return (
    <p className="live-controls not-printed">
      <label htmlFor={id}>{text.every}</label>
      <select
        id={id}
        value={live.interval}
        onChange={(event) => {
          live.setInterval(Number(event.target.value) as Interval);
        }}
      >
        {INTERVALS.map((seconds) => (
          <option key={seconds} value={seconds}>
            {text.seconds(seconds)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="link-button"
        onClick={() => {
          live.setPaused(!live.isPaused);
        }}
      >
        {live.isPaused ? text.resume : text.pause}
      </button>
    </p>
  );
}
