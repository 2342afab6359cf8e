import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Notice, texts } from '@scrutin/web-ui';
import type { ActOutcome } from '../api/use-act.ts';
import { useLanguage } from '../language.tsx';
import { ProposedNotice } from './proposed-notice.tsx';
import { TroubleNotice } from './trouble-notice.tsx';

const TEXTS = texts({
  fr: { done: 'C’est fait.' },
  en: { done: 'Done.' },
});

/** Whether an act was refused because somebody else changed its record meanwhile. */
export function isOutdated(outcome: ActOutcome): boolean {
  return (
    outcome.kind === 'failed' && outcome.trouble.kind === 'refused' && outcome.trouble.type === 'outdated'
  );
}

/**
 * Says what became of an act. If somebody else changed the record meanwhile, a button reads it again.
 *
 * @param done the sentence for an act that has been carried out
 * @param readsAgain true if what stands around it has such a button already
 */
export function ActOutcomeNotice(props: {
  readonly outcome: ActOutcome;
  readonly done?: string;
  readonly readsAgain?: boolean;
}): ReactNode {
  const { outcome, done, readsAgain = false } = props;
  const queries = useQueryClient();
  const text = TEXTS[useLanguage().language];
  switch (outcome.kind) {
    case 'idle':
    case 'sending':
      return null;
    case 'done':
      return <Notice kind="done" title={done ?? text.done} announced />;
    case 'awaits-approval':
      return <ProposedNotice proposal={outcome.proposal} done={done} />;
    case 'failed':
      return (
        <TroubleNotice
          trouble={outcome.trouble}
          {...(isOutdated(outcome) && !readsAgain ? { again: () => void queries.invalidateQueries() } : {})}
        />
      );
  }
}
