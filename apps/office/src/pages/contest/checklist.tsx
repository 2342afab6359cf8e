import type { ReactNode } from 'react';
import { useRead } from '../../api/use-read.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { raceGaps, rollGaps } from '../../contest/stages.ts';
import { useLanguage } from '../../language.tsx';
import { CertificateStage, CountStage } from './counting-stages.tsx';
import { DefinitionStage, RacesStage, RehearsalStage, RollStage } from './preparing-stages.tsx';
import { TEXTS } from './texts.ts';
import { PublicationStage, VotingStage } from './voting-stages.tsx';

/** What a stage of the checklist needs. */
export interface StageProps {
  readonly contest: OfficeContest;
  readonly version: string | undefined;
}

/** The way of a contest from the draft to the certificate. */
export function Checklist({ contest, version }: StageProps): ReactNode {
  const text = TEXTS[useLanguage().language];
  const rolls = useRead('rolls', {});
  const roll =
    rolls.kind === 'read'
      ? rolls.body.find(({ roll: key }) => key === rollKey(contest.kind, contest.id))
      : undefined;
  const missingRaces = contest.kind === 'election' ? raceGaps(contest) : [];
  const missingRoll = rolls.kind === 'read' ? rollGaps(contest, roll) : [];
  return (
    <ol className="checklist" aria-label={text.checklist}>
      <DefinitionStage contest={contest} version={version} />
      {contest.kind === 'election' ? <RacesStage contest={contest} missing={missingRaces} /> : null}
      <RollStage contest={contest} voters={roll?.voters} missing={missingRoll} />
      <RehearsalStage contest={contest} version={version} />
      <PublicationStage
        contest={contest}
        version={version}
        isMissing={missingRaces.length + missingRoll.length > 0}
      />
      <VotingStage contest={contest} version={version} />
      <CountStage contest={contest} version={version} />
      <CertificateStage contest={contest} version={version} />
    </ol>
  );
}
