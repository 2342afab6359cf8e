import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { Notice } from '@scrutin/web-ui';
import type { ContestKind } from '../../contest/contest.ts';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { StepTaken } from '../../contest/step-taken.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Checklist } from './checklist.tsx';
import { DiscardForm } from './discard-form.tsx';
import { RemoveDraftForm } from './remove-draft-form.tsx';

/** One contest: the checklist from the draft to the certificate, with what is missing and the button for each step. */
export function ContestPage(): ReactNode {
  const { kind, id } = useParams<{ kind: ContestKind; id: string }>();
  const { language } = useLanguage();
  const [mayConfigure, mayStep] = [useMay('configure'), useMay('step')];
  return (
    <ContestFrame key={`${kind}:${id}`} kind={kind} id={id}>
      {(contest, version) => (
        <>
          {contest.warnings.map((warning) => (
            <Notice key={warning.en} kind="attention" title={warning[language]} />
          ))}
          <StepTaken contest={contest}>
            <Checklist contest={contest} version={version} />
          </StepTaken>
          {mayStep && contest.purpose === 'rehearsal' ? <DiscardForm contest={contest} /> : null}
          {mayConfigure && contest.state === 'draft' ? (
            <RemoveDraftForm contest={contest} version={version} />
          ) : null}
        </>
      )}
    </ContestFrame>
  );
}
