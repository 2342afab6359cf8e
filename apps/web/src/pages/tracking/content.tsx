import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Language } from '@scrutin/web-ui';
import { ErrorSummary, TextField } from '@scrutin/web-ui';
import { addressOf } from '../../site/addresses.ts';
import { LateNotice } from '../../site/late-notice.tsx';
import type { ContentProps } from '../../site/page.ts';
import { useForgottenPage } from '../../site/use-forgotten-page.ts';
import { useMounted } from '../../site/use-mounted.ts';
import { TEXTS } from './texts.ts';
import type { ReadNumber } from './tracking-number.ts';
import { readTrackingNumber } from './tracking-number.ts';

const FIELD = 'tracking-number';

export function TrackingContent({ language }: ContentProps<null>): ReactNode {
  const text = TEXTS[language];
  const isMounted = useMounted();
  const [typed, setTyped] = useState('');
  const [attempt, setAttempt] = useState(0);
  const read = readTrackingNumber(typed);
  const error = attempt > 0 ? errorOf(read, language) : undefined;
  const address = addressOf('status', language, { id: '' });
  useForgottenPage(() => {
    setTyped('');
  });
  return (
    <div className="page-narrow">
      <h1>{text.title}</h1>
      <p className="lead">{text.lead}</p>
      <noscript>
        <p>{text.noScript(address)}</p>
      </noscript>
      <LateNotice title={text.lateTitle} what={text.late(address)} />
      <form
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (read.kind === 'number') location.assign(addressOf('status', language, { id: read.id }));
          else setAttempt(attempt + 1);
        }}
      >
        {error === undefined ? null : (
          <ErrorSummary
            title={text.toCorrect}
            errors={[{ field: FIELD, message: error }]}
            attempt={attempt}
          />
        )}
        <fieldset disabled={!isMounted}>
          <TextField
            id={FIELD}
            label={text.number}
            hint={text.hint}
            error={error}
            good={read.kind === 'number' ? text.good : undefined}
            value={typed}
            onChange={setTyped}
          />
          <p className="button-row">
            <button type="submit" className="button">
              {text.show}
            </button>
          </p>
        </fieldset>
        <details>
          <summary>{text.lost}</summary>
          <p>{text.lostDo}</p>
        </details>
      </form>
    </div>
  );
}

function errorOf(read: ReadNumber, language: Language): string | undefined {
  const text = TEXTS[language];
  if (read.kind === 'number') return undefined;
  if (read.kind === 'empty') return text.empty;
  return read.count === 32 ? text.characters : text.length(read.count);
}
