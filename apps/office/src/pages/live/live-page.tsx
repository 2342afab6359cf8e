import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import type { LiveBody } from '@scrutin/contracts/admin';
import { formatCount, formatPercentage, Notice, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import type { ContestKind, OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { useLanguage } from '../../language.tsx';
import { Instant } from '../../shell/instant.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { Figures } from './figures.tsx';
import { RaceTurnout } from './race-turnout.tsx';
import { Refusals } from './refusals.tsx';
import { useRate } from './use-rate.ts';

const LOOK_MS = 5_000;

const TEXTS = texts({
  fr: {
    title: 'En direct',
    turnout: 'Participation',
    of: (counted: string, voters: string, share: string) =>
      `Votes comptés : ${counted}, sur ${voters} personnes inscrites (${share})`,
    counted: (counted: string) => `Votes comptés : ${counted} ; aucune liste n’est chargée`,
    system: 'Tous les scrutins ensemble',
    why: 'Ce qui arrive et attend n’est pas détaillé par scrutin : cela montrerait où quelqu’un vient de voter.',
    waiting: 'en attente',
    accepted: 'acceptés par seconde',
    settled: 'comptés par seconde',
    looked: 'Lu le',
    silent: 'Une partie du service qui reçoit les votes ne répond plus',
    silentText: (count: string) =>
      `Processus sans aucun signe depuis dix secondes : ${count}. Prévenez l’exploitation.`,
    surplus: 'Plus de votes traités que de votes reçus',
    surplusText: 'Prévenez l’exploitation : le bilan des votes dit d’où cela vient.',
  },
  en: {
    title: 'Live',
    turnout: 'Turnout',
    of: (counted: string, voters: string, share: string) =>
      `Votes counted: ${counted}, of ${voters} voters (${share})`,
    counted: (counted: string) => `Votes counted: ${counted}; no roll is loaded`,
    system: 'All contests together',
    why: 'What arrives and waits is not shown by contest: that would show where somebody has just voted.',
    waiting: 'waiting',
    accepted: 'accepted per second',
    settled: 'counted per second',
    looked: 'Read on',
    silent: 'Part of the service that receives votes does not answer',
    silentText: (count: string) =>
      `Processes that have reported nothing for ten seconds: ${count}. Tell the operators.`,
    surplus: 'More votes were settled than received',
    surplusText: 'Tell the operators: the ledger says where it comes from.',
  },
});

/** How the voting goes, read again every few seconds. */
export function LivePage(): ReactNode {
  const { kind, id } = useParams<{ kind: ContestKind; id: string }>();
  const text = TEXTS[useLanguage().language];
  const live = useRead('contestLive', { params: { roll_key: rollKey(kind, id) } }, LOOK_MS);
  return (
    <ContestFrame key={rollKey(kind, id)} kind={kind} id={id} title={text.title}>
      {(contest) => <Loaded read={live}>{(body) => <Live contest={contest} live={body} />}</Loaded>}
    </ContestFrame>
  );
}

function Live(props: { readonly contest: OfficeContest; readonly live: LiveBody }): ReactNode {
  const { contest, live } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const count = (number: number): string => formatCount(number, language);
  const accepted = useRate(live.at, live.received);
  const settled = useRate(live.at, live.counted);
  const here = live.turnout.reduce((sum, { counted }) => sum + counted, 0);
  const share = live.voters === null || live.voters === 0 ? undefined : (100 * here) / live.voters;
  const rate = (perSecond: number | undefined): string =>
    perSecond === undefined ? '…' : count(Math.round(perSecond));
  return (
    <>
      {live.silent_intakes === 0 ? null : (
        <Notice kind="attention" title={text.silent} announced>
          <p>{text.silentText(count(live.silent_intakes))}</p>
        </Notice>
      )}
      {live.waiting >= 0 ? null : (
        <Notice kind="error" title={text.surplus} announced>
          <p>{text.surplusText}</p>
        </Notice>
      )}
      <h2>{text.turnout}</h2>
      <p className="lead">
        {live.voters === null || share === undefined
          ? text.counted(count(here))
          : text.of(
              count(here),
              count(live.voters),
              formatPercentage(Math.round(share * 100) / 100, language),
            )}
      </p>
      <RaceTurnout contest={contest} turnout={live.turnout} />
      <h2>{text.system}</h2>
      <p className="soft">{text.why}</p>
      <Figures
        figures={[
          [count(Math.max(0, live.waiting)), text.waiting],
          [rate(accepted), text.accepted],
          [rate(settled), text.settled],
        ]}
      />
      <Refusals rejected={live.rejected} />
      <p className="soft">
        {text.looked} <Instant at={live.at} timeZone={contest.time_zone} />
      </p>
    </>
  );
}
