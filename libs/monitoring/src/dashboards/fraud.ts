import type { DashboardSource } from './dashboard-source.ts';
import { rate, series } from './selectors.ts';

/** Attempts that are refused, and the numbers among them that differ from what is usual. */
export const FRAUD: DashboardSource = {
  name: 'fraud',
  title: 'Scrutin: signals of fraud',
  description:
    'Attempts that are refused, and numbers that differ from what is usual. A finding proves nothing: `scrutin audit anomalies` shows the figures behind it.',
  jobs: ['ingestion-api', 'results-api', 'validation-worker', 'admin-api'],
  rows: [
    {
      title: 'Findings of the last hour',
      panels: [
        {
          title: 'Findings by signal',
          description:
            'How many numbers of the last hour are too rare to be chance, by signal. docs/AUDITING.md says what each can mean.',
          kind: 'stacked',
          unit: 'short',
          queries: [{ expr: `max by (signal) (${series('anomaly_findings')})`, legend: '{{signal}}' }],
          alerts: ['VotingAnomaly', 'ChangedAfterClosing'],
        },
      ],
    },
    {
      title: 'Attempts',
      panels: [
        {
          title: 'Rejected votes by reason',
          description:
            'Votes that the workers reject, by reason. Some of each are usual, because people make mistakes.',
          kind: 'stacked',
          unit: 'reqps',
          queries: [
            {
              expr: `sum by (status) (${rate('validation_votes_processed_total', 'status!~"valid|postponed"')})`,
              legend: '{{status}}',
            },
          ],
        },
        {
          title: 'Share of rejected votes',
          description:
            'The share of the decided votes that have an unknown credential or a wrong region, or come from a voter who had already voted.',
          kind: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum by (status) (${rate('validation_votes_processed_total', 'status=~"unknown-credential|wrong-region|already-voted|void-credential"')}) / scalar(sum(${rate('validation_votes_processed_total', 'status!="postponed"')}))`,
              legend: '{{status}}',
            },
          ],
        },
        {
          title: 'Requests by answer',
          description:
            'Votes that were accepted (202), and votes that were refused because their address or their NAS has to wait (429).',
          kind: 'stacked',
          unit: 'reqps',
          queries: [
            {
              expr: `sum by (status) (${rate('http_requests_total', 'service="ingestion-api",route=~"/api/v1/.*vote"')})`,
              legend: '{{status}}',
            },
          ],
        },
      ],
    },
  ],
};
