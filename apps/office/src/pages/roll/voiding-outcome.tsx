import type { ReactNode } from 'react';
import type { ActOutcome } from '../../api/use-act.ts';
import { ActOutcomeNotice } from '../../shell/act-outcome.tsx';
import type { NamedLetter } from './reference-files.ts';
import { withReferences } from './reference-files.ts';

/** What became of letters. A refusal names them by their references, because nobody in the office knows credentials. */
export function VoidingOutcome(props: {
  readonly outcome: ActOutcome;
  readonly letters: readonly NamedLetter[];
  readonly done: string;
}): ReactNode {
  const { outcome, letters, done } = props;
  return <ActOutcomeNotice outcome={outcomeWithReferences(outcome, letters)} done={done} />;
}

function outcomeWithReferences(outcome: ActOutcome, letters: readonly NamedLetter[]): ActOutcome {
  if (outcome.kind !== 'failed' || outcome.trouble.kind !== 'refused') return outcome;
  const text = withReferences(JSON.stringify(outcome.trouble.problem), letters);
  const problem = JSON.parse(text) as typeof outcome.trouble.problem;
  return { ...outcome, trouble: { ...outcome.trouble, problem } };
}
