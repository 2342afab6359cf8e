import type { DashboardSource } from './dashboard-source.ts';
import { rate, series, SERVICE_JOBS } from './selectors.ts';

const LAW = 'law_id=~"$law"';
const ELECTION = 'election_id=~"$election",region_id=~"$region"';
const turnout = (contests: string): string =>
  ['counted', 'registered']
    .map((part) => `max by (contest) (${series(`contest_${part}_voters`, `contest=~"${contests}"`)})`)
    .join(' / ');
/** The numbers of single contests change only at whole minutes (P6). */
const STEP = '1m';

/** Votes by contest and region, and results of laws where they are public. */
export const CONTESTS: DashboardSource = {
  name: 'contests',
  title: 'Scrutin: contests',
  description:
    'Votes by contest and region, and the results of laws where they are public. The numbers change at whole minutes, so that nobody sees in which contest somebody has just voted.',
  jobs: SERVICE_JOBS,
  variables: [
    { name: 'law', title: 'Law', values: `label_values(${series('current_vote_totals')}, law_id)` },
    {
      name: 'election',
      title: 'Election',
      values: `label_values(${series('votes_by_election_total')}, election_id)`,
    },
    {
      name: 'region',
      title: 'Region',
      values: `label_values(${series('votes_by_election_total', 'election_id=~"$election"')}, region_id)`,
    },
  ],
  rows: [
    {
      title: 'Turnout',
      panels: [
        {
          title: 'Turnout by law',
          description: 'The share of the voters on the roll who have voted, by law.',
          kind: 'bars',
          unit: 'percentunit',
          queries: [{ expr: turnout('law:($law)'), legend: '{{contest}}' }],
          width: 12,
        },
        {
          title: 'Turnout by region',
          description: 'The share of the voters on the roll who have voted, by election and region.',
          kind: 'bars',
          unit: 'percentunit',
          queries: [{ expr: turnout('election:($election):($region)'), legend: '{{contest}}' }],
          width: 12,
        },
        {
          title: 'Votes counted by contest',
          description: 'Voters whose vote was counted, by law, and by election and region.',
          kind: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `max by (contest) (${series('contest_counted_voters', 'contest=~"law:($law)|election:($election):($region)"')})`,
              legend: '{{contest}}',
            },
          ],
          width: 24,
          step: STEP,
        },
      ],
    },
    {
      title: 'Laws',
      panels: [
        {
          title: 'Votes by law',
          description: 'The votes of each law in the database.',
          kind: 'bars',
          unit: 'short',
          queries: [
            {
              expr: `sum by (law_id) (max by (law_id, choice) (${series('current_vote_totals', LAW)}))`,
              legend: '{{law_id}}',
            },
          ],
        },
        {
          title: 'Votes by choice',
          description:
            'The votes of each law by choice, where the choices are public. The choice of all other votes is withheld.',
          kind: 'bars',
          unit: 'short',
          queries: [
            {
              expr: `max by (law_id, choice) (${series('current_vote_totals', LAW)})`,
              legend: '{{law_id}}: {{choice}}',
            },
          ],
        },
        {
          title: 'Votes over time by law',
          description: 'The votes of each law in the database, over time.',
          kind: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `sum by (law_id) (max by (law_id, choice) (${series('current_vote_totals', LAW)}))`,
              legend: '{{law_id}}',
            },
          ],
          step: STEP,
        },
        {
          title: 'Accepted votes by law',
          description: 'Votes that the APIs accepted, by law. The first minute of a contest is not shown.',
          kind: 'lines',
          unit: 'cps',
          queries: [{ expr: `sum by (law_id) (${rate('votes_by_law_total', LAW)})`, legend: '{{law_id}}' }],
          step: STEP,
        },
        {
          title: 'Counted votes by law and choice',
          description:
            'Votes that the aggregators counted, by law, and by choice where the choices are public. The first minute of a contest is not shown.',
          kind: 'stacked',
          unit: 'cps',
          queries: [
            {
              expr: `sum by (law_id, choice) (${rate('votes_aggregated_total', LAW)})`,
              legend: '{{law_id}}: {{choice}}',
            },
          ],
          step: STEP,
        },
      ],
    },
    {
      title: 'Elections',
      panels: [
        {
          title: 'Accepted ballots by region',
          description:
            'Ballots that the APIs accepted, by election and region. The first minute of a contest is not shown.',
          kind: 'stacked',
          unit: 'cps',
          queries: [
            {
              expr: `sum by (election_id, region_id) (${rate('votes_by_election_total', ELECTION)})`,
              legend: '{{election_id}}: {{region_id}}',
            },
          ],
          step: STEP,
        },
        {
          title: 'Counted ballots by region',
          description:
            'Ballots that the aggregators counted, by election and region. The first minute of a contest is not shown.',
          kind: 'stacked',
          unit: 'cps',
          queries: [
            {
              expr: `sum by (election_id, region_id) (${rate('election_votes_aggregated_total', ELECTION)})`,
              legend: '{{election_id}}: {{region_id}}',
            },
          ],
          step: STEP,
        },
      ],
    },
  ],
};
