import type { DashboardSource } from './dashboard-source.ts';
import { increase, quantile, rate, series } from './selectors.ts';

const ADMIN = 'service="admin-api"';

/** What officials do, and how the API for officials answers. */
export const OFFICE: DashboardSource = {
  name: 'office',
  title: 'Scrutin: office',
  description: 'What officials do, and how the admin API answers. The record of acts says who did what.',
  jobs: ['ingestion-api', 'results-api', 'admin-api'],
  rows: [
    {
      title: 'Officials',
      panels: [
        {
          title: 'Logins',
          description: 'Logins by outcome. Many failed logins may mean that somebody is guessing passwords.',
          kind: 'stacked',
          unit: 'short',
          queries: [{ expr: `sum by (outcome) (${increase('admin_logins_total')})`, legend: '{{outcome}}' }],
          alerts: ['ManyFailedLogins'],
        },
        {
          title: 'Acts by kind',
          description:
            'Acts of officials by kind, whatever their outcome, since the processes of the admin API were started.',
          kind: 'bars',
          unit: 'short',
          queries: [{ expr: `sum by (action) (${series('admin_acts_total')})`, legend: '{{action}}' }],
        },
        {
          title: 'Acts by outcome',
          description:
            'Acts that were done, that were refused, that failed, and that wait for the approval of a second person, since the processes of the admin API were started.',
          kind: 'bars',
          unit: 'short',
          queries: [{ expr: `sum by (outcome) (${series('admin_acts_total')})`, legend: '{{outcome}}' }],
        },
      ],
    },
    {
      title: 'Counts',
      panels: [
        {
          title: 'Counts of contests',
          description: 'Counts that officials ordered, by outcome.',
          kind: 'stacked',
          unit: 'short',
          queries: [
            { expr: `sum by (outcome) (${increase('count_duration_seconds_count')})`, legend: '{{outcome}}' },
          ],
        },
        {
          title: 'Time of a count',
          description:
            'The time within which half and 95 % of the counts end, including the reading of the ballots.',
          kind: 'lines',
          unit: 's',
          queries: [
            { expr: quantile(0.5, { metric: 'count_duration_seconds' }), legend: 'p50' },
            { expr: quantile(0.95, { metric: 'count_duration_seconds' }), legend: 'p95' },
          ],
        },
      ],
    },
    {
      title: 'The API for officials',
      panels: [
        {
          title: 'Admin API answers',
          description: 'The processes of the admin API that Prometheus reaches.',
          kind: 'numbers',
          unit: 'short',
          queries: [{ expr: `sum(${series('up', 'job="admin-api"')})`, legend: 'processes' }],
          alerts: ['AdminAPIDown'],
        },
        {
          title: 'Requests of officials by status',
          description: 'Requests to the admin API by the status of their answer.',
          kind: 'stacked',
          unit: 'reqps',
          queries: [
            { expr: `sum by (status) (${rate('http_requests_total', ADMIN)})`, legend: '{{status}}' },
          ],
        },
        {
          title: 'Latency for officials',
          description: 'The time in which half and 95 % of the requests to the admin API are answered.',
          kind: 'lines',
          unit: 's',
          queries: [
            {
              expr: quantile(0.5, { metric: 'http_request_duration_seconds', conditions: ADMIN }),
              legend: 'p50',
            },
            {
              expr: quantile(0.95, { metric: 'http_request_duration_seconds', conditions: ADMIN }),
              legend: 'p95',
            },
          ],
        },
        {
          title: 'Requests through unknown proxies',
          description:
            'Requests with X-Forwarded-For or Forwarded that do not come from a proxy in TRUSTED_PROXIES.',
          kind: 'lines',
          unit: 'reqps',
          queries: [
            { expr: `sum by (service) (${rate('http_untrusted_forwarding_total')})`, legend: '{{service}}' },
          ],
          alerts: ['UntrustedForwarding'],
        },
      ],
    },
  ],
};
