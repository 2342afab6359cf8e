import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { LocalizedText } from '@scrutin/election';
import type { OfficeContest } from '../../contest/contest.ts';
import { addressOfContest, hasChangeableSettings } from '../../contest/contest.ts';
import { StageItem } from '../../contest/stage-item.tsx';
import type { Stage } from '../../contest/stages.ts';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import type { StageProps } from './checklist.tsx';
import { RehearseForm } from './rehearse-form.tsx';
import { TEXTS } from './texts.ts';

/** What is wrong keeps a draft from its publication; afterwards the stage is over. */
function preparing(contest: OfficeContest, missing: readonly LocalizedText[]): Stage {
  if (contest.state !== 'draft') return { progress: 'done', blocks: [] };
  return { progress: missing.length === 0 ? 'done' : 'blocked', blocks: missing };
}

export function DefinitionStage({ contest }: StageProps): ReactNode {
  const text = TEXTS[useLanguage().language];
  const mayConfigure = useMay('configure');
  const mayChange = mayConfigure && hasChangeableSettings(contest);
  return (
    <StageItem title={text.definition} stage={preparing(contest, contest.warnings)}>
      <p>
        <Link href={addressOfContest(contest.kind, contest.id, 'settings')}>
          {mayChange ? text.change : text.see}
        </Link>
      </p>
    </StageItem>
  );
}

export function RacesStage(props: {
  readonly contest: Extract<OfficeContest, { kind: 'election' }>;
  readonly missing: readonly LocalizedText[];
}): ReactNode {
  const { contest, missing } = props;
  const text = TEXTS[useLanguage().language];
  const candidates = contest.races.reduce((sum, race) => sum + race.candidates.length, 0);
  return (
    <StageItem title={text.races} stage={preparing(contest, missing)}>
      <p>
        {contest.races.length === 0 ? null : `${text.racesIn(contest.races.length, candidates)} `}
        <Link href={addressOfContest('election', contest.id, 'races')}>{text.seeRaces}</Link>
      </p>
    </StageItem>
  );
}

export function RollStage(props: {
  readonly contest: OfficeContest;
  readonly voters: number | undefined;
  readonly missing: readonly LocalizedText[];
}): ReactNode {
  const { contest, voters, missing } = props;
  const text = TEXTS[useLanguage().language];
  return (
    <StageItem title={text.roll} stage={preparing(contest, missing)}>
      <p>
        {voters === undefined ? null : `${text.voters(voters)} `}
        <Link href={addressOfContest(contest.kind, contest.id, 'roll')}>{text.toRoll}</Link>
      </p>
    </StageItem>
  );
}

/** A real contest can be rehearsed before its voting. */
export function RehearsalStage({ contest }: StageProps): ReactNode {
  const text = TEXTS[useLanguage().language];
  const mayConfigure = useMay('configure');
  if (contest.purpose === 'rehearsal') return null;
  if (contest.state !== 'draft' && contest.state !== 'scheduled') return null;
  return (
    <StageItem title={text.rehearsal} stage={{ progress: 'optional', blocks: [] }}>
      <p>{text.rehearsalText}</p>
      {mayConfigure ? <RehearseForm contest={contest} /> : null}
    </StageItem>
  );
}
