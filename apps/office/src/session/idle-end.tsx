import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SessionBody } from '@scrutin/contracts/admin';
import { SESSION_IDLE_LIMIT_MS } from '@scrutin/election';
import { formatDuration, Notice, texts } from '@scrutin/web-ui';
import type { Sender } from '../api/office-client.ts';
import { useLanguage } from '../language.tsx';
import { Instant } from '../shell/instant.tsx';
import { MINUTE_MS, watchActivity } from './activity.ts';

/** How long before the end the warning comes. */
const WARNING_MS = 5 * MINUTE_MS;
/** An unused session is asked about after this long, while somebody works on the page without sending anything. */
const KEPT_MS = 5 * MINUTE_MS;
const LOOK_MS = 5_000;

const TEXTS = texts({
  fr: {
    title: 'Votre session va se fermer',
    left: (left: string) =>
      `Personne n’a utilisé cette page depuis un moment. La session se ferme dans ${left}.`,
    stay: 'Rester',
    leave: 'Fermer la session',
    last: 'Votre session prend fin bientôt',
    lastText:
      'Elle ne peut pas être prolongée. Terminez ce que vous faites et ouvrez une nouvelle session après',
  },
  en: {
    title: 'Your session is about to close',
    left: (left: string) => `Nobody has used this page for a while. The session closes in ${left}.`,
    stay: 'Stay',
    leave: 'Log out',
    last: 'Your session ends soon',
    lastText: 'It cannot be made longer. Finish what you are doing and log in again after',
  },
});

type View = { readonly kind: 'none' } | { readonly kind: 'warning'; readonly leftMs: number };

/**
 * Ends a session that nobody uses, and warns before, so that it can be put off (WCAG 2.2.1). Somebody uses it who moves
 * the pointer, types, or navigates in any window of this browser. Requests that pages repeat by themselves do not count.
 * While somebody works on a page that sends nothing, this keeps the session of the office alive.
 */
export function IdleEnd(props: {
  readonly sender: Sender;
  readonly session: SessionBody;
  readonly onIdle: () => void;
  readonly onStay: () => Promise<unknown>;
}): ReactNode {
  const { sender, session, onIdle, onStay } = props;
  const text = TEXTS[useLanguage().language];
  const [view, setView] = useState<View>({ kind: 'none' });
  const [isNearEnd, setIsNearEnd] = useState(false);
  const activity = useRef<ReturnType<typeof watchActivity>>(undefined);
  const endsAtMs = Date.parse(session.expires_at);
  const onIdleRef = useRef(onIdle);
  const onStayRef = useRef(onStay);
  useEffect(() => {
    onIdleRef.current = onIdle;
    onStayRef.current = onStay;
  });
  useEffect(() => {
    const watched = watchActivity();
    activity.current = watched;
    const look = (): void => {
      const nowMs = Date.now();
      const idleMs = nowMs - watched.lastMs();
      setIsNearEnd(endsAtMs - nowMs < 2 * WARNING_MS);
      if (idleMs >= SESSION_IDLE_LIMIT_MS) onIdleRef.current();
      else if (idleMs >= SESSION_IDLE_LIMIT_MS - WARNING_MS) {
        watched.pause();
        setView({ kind: 'warning', leftMs: SESSION_IDLE_LIMIT_MS - idleMs });
      } else {
        setView({ kind: 'none' });
        if (idleMs < KEPT_MS && nowMs - sender.answeredAtMs > KEPT_MS) {
          sender.answeredAtMs = nowMs;
          void onStayRef.current();
        }
      }
    };
    const timer = setInterval(look, LOOK_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      watched.stop();
    };
  }, [endsAtMs, sender]);
  const stay = (): void => {
    activity.current?.used();
    setView({ kind: 'none' });
    void onStay();
  };
  return (
    <>
      {isNearEnd ? (
        <div className="page">
          <Notice kind="attention" title={text.last} announced>
            <p>
              {text.lastText} <Instant at={session.expires_at} />.
            </p>
          </Notice>
        </div>
      ) : null}
      {view.kind === 'warning' ? <Warning leftMs={view.leftMs} onStay={stay} onLeave={onIdle} /> : null}
    </>
  );
}

function Warning(props: {
  readonly leftMs: number;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}): ReactNode {
  const { leftMs, onStay, onLeave } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const dialog = useRef<HTMLDialogElement>(null);
  // It is closed before it leaves the page, so that the focus goes back to where it was.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
    };
  }, []);
  // Whole minutes, so that a screen reader hears a new sentence only when it matters.
  const left = formatDuration(Math.ceil(leftMs / MINUTE_MS) * MINUTE_MS, language);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="idle-title"
      onCancel={(event) => {
        event.preventDefault();
        onStay();
      }}
    >
      <h2 id="idle-title">{text.title}</h2>
      <p role="status">{text.left(left)}</p>
      <div className="button-row">
        <button type="button" className="button" onClick={onStay}>
          {text.stay}
        </button>
        <button type="button" className="button button-second" onClick={onLeave}>
          {text.leave}
        </button>
      </div>
    </dialog>
  );
}
