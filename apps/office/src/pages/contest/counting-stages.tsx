import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { addressOfContest, nameOf } from '../../contest/contest.ts';
import { StageItem } from '../../contest/stage-item.tsx';
import type { Stage, StageProgress } from '../../contest/stages.ts';
import { hasReached } from '../../contest/stages.ts';
import { StepForm } from '../../contest/step-form.tsx';
import { isAllPublished, useCountProgress } from '../../contest/use-count-progress.ts';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { TroubleNotice } from '../../shell/trouble-notice.tsx';
import type { StageProps } from './checklist.tsx';
import { TEXTS } from './texts.ts';

/** How far a stage is if everything is published, and if it is not. */
function progressFor(
  isPublished: boolean | undefined,
  published: StageProgress,
  missing: StageProgress,
): StageProgress {
  if (isPublished === undefined) return 'unknown';
  return isPublished ? published : missing;
}

export function CountStage({ contest }: StageProps): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const { counts, failure } = useCountProgress(contest);
  const isOver = hasReached(contest.state, 'closed');
  const stage: Stage = {
    progress: isOver ? progressFor(isAllPublished(counts), 'done', 'now') : 'later',
    blocks: [],
  };
  const nameOfRace = (region: string | undefined): string =>
    contest.kind === 'law'
      ? nameOf(contest, language)
      : (contest.races.find((race) => race.region_id === region)?.region_name[language] ?? region ?? '');
  return (
    <StageItem title={text.count} stage={stage}>
      {isOver ? (
        <>
          {failure === undefined ? null : <TroubleNotice {...failure} />}
          <ul>
            {counts.map(({ region, progress }) => (
              <li key={region ?? ''}>
                {text.ofRace(nameOfRace(region))} {text.progress[progress]}
              </li>
            ))}
          </ul>
          <p>
            <Link href={addressOfContest(contest.kind, contest.id, 'count')}>{text.toCount}</Link>
          </p>
        </>
      ) : null}
    </StageItem>
  );
}

export function CertificateStage({ contest, version }: StageProps): ReactNode {
  const text = TEXTS[useLanguage().language];
  const mayStep = useMay('step');
  const { counts } = useCountProgress(contest);
  const { state } = contest;
  const first = contest.kind === 'law' ? 'certifyFirstLaw' : 'certifyFirst';
  const isCounted = isAllPublished(counts);
  const stage: Stage =
    state === 'certified'
      ? { progress: 'done', blocks: [] }
      : {
          progress: state === 'closed' ? progressFor(isCounted, 'now', 'blocked') : 'later',
          // What could not be read may be published, and is not called missing.
          blocks:
            state === 'closed' && isCounted === false ? [{ fr: TEXTS.fr[first], en: TEXTS.en[first] }] : [],
        };
  return (
    <StageItem title={text.certificate} stage={stage}>
      {state === 'certified' ? (
        <>
          <p>{text.certified}</p>
          <p>
            <Link href={addressOfContest(contest.kind, contest.id, 'declaration')}>{text.declaration}</Link>
          </p>
        </>
      ) : null}
      {mayStep && state === 'closed' ? <StepForm contest={contest} version={version} step="certify" /> : null}
    </StageItem>
  );
}
