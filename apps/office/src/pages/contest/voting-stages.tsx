import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatDuration } from '@scrutin/web-ui';
import type { OfficeContest } from '../../contest/contest.ts';
import { addressOfContest } from '../../contest/contest.ts';
import { StageItem } from '../../contest/stage-item.tsx';
import type { Stage } from '../../contest/stages.ts';
import { hasReached, stepRefusal } from '../../contest/stages.ts';
import { StepForm } from '../../contest/step-form.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { useNow } from '../../shell/use-now.ts';
import type { StageProps } from './checklist.tsx';
import { TEXTS } from './texts.ts';

export function PublicationStage(props: StageProps & { readonly isMissing: boolean }): ReactNode {
  const { contest, version, isMissing } = props;
  const text = TEXTS[useLanguage().language];
  const mayStep = useMay('step');
  const nowMs = useNow();
  const isDraft = contest.state === 'draft';
  const refusal = isDraft ? stepRefusal(contest, 'schedule', nowMs) : undefined;
  const stage: Stage = {
    progress: isDraft ? (isMissing || refusal !== undefined ? 'blocked' : 'now') : 'done',
    blocks: refusal === undefined ? [] : [refusal],
  };
  return (
    <StageItem title={text.publication} stage={stage}>
      {isDraft ? null : <p>{text.published}</p>}
      {mayStep && isDraft ? <StepForm contest={contest} version={version} step="schedule" /> : null}
      {mayStep && contest.state === 'scheduled' ? (
        <StepForm contest={contest} version={version} step="unschedule" />
      ) : null}
    </StageItem>
  );
}

export function VotingStage({ contest, version }: StageProps): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const mayStep = useMay('step');
  const nowMs = useNow();
  const { state, kind, id, possible } = contest;
  const [opensInMs, closesInMs] = [
    Date.parse(contest.opens_at) - nowMs,
    Date.parse(contest.closes_at) - nowMs,
  ];
  const steps = (['open', 'extend', 'close'] as const).filter((step) => possible.steps.includes(step));
  return (
    <StageItem title={text.voting} stage={{ progress: progressOf(state), blocks: [] }}>
      {state === 'scheduled' && opensInMs > 0 ? (
        <p>{text.opens(formatDuration(opensInMs, language))}</p>
      ) : null}
      {state === 'open' && closesInMs > 0 ? <p>{text.closes(formatDuration(closesInMs, language))}</p> : null}
      {hasReached(state, 'open') ? (
        <p>
          <Link href={addressOfContest(kind, id, 'live')}>{text.toLive}</Link>
        </p>
      ) : null}
      {mayStep
        ? steps.map((step) => <StepForm key={step} contest={contest} version={version} step={step} />)
        : null}
    </StageItem>
  );
}

function progressOf(state: OfficeContest['state']): Stage['progress'] {
  if (state === 'open') return 'running';
  return hasReached(state, 'closed') ? 'done' : 'later';
}
