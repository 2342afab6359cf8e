import type { Declarations } from '../declaration.ts';

const ADMIN_API = ['admin-api'] as const;

/** What officials do. */
export const OFFICE_METRICS = {
  admin_logins_total: {
    type: 'counter',
    unit: 'logins',
    labels: {
      outcome: ['in', 'wrong', 'code-needed', 'wrong-code', 'code-unverifiable', 'locked', 'limited', 'busy'],
    },
    help: 'Logins of officials by outcome, where limited means too many failures from one address and busy too many logins at the same time.',
    services: ADMIN_API,
    startsAtZero: true,
  },
  admin_acts_total: {
    type: 'counter',
    unit: 'acts',
    labels: {
      action: { namesOf: 'acts, as the record of acts names them' },
      outcome: ['done', 'refused', 'proposed', 'failed'],
    },
    help: 'Acts of officials by outcome, where proposed means that the act waits for the approval of a second person.',
    services: ADMIN_API,
  },
  count_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: { outcome: ['done', 'refused', 'failed'] },
    help: 'Time of one count of a contest in this process, including the reading of the ballots.',
    services: ADMIN_API,
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
    startsAtZero: true,
  },
  anomaly_findings: {
    type: 'gauge',
    unit: 'findings',
    labels: {
      signal: [
        'unknown-credentials',
        'duplicates',
        'wrong-regions',
        'void-credentials',
        'refused-guesses',
        'turnout',
        'block-guesses',
        'block-volume',
        'after-closing',
      ],
    },
    help: 'Numbers of the last hour that differ from what is usual, by signal, as the guide for auditors explains.',
    services: ADMIN_API,
  },
} as const satisfies Declarations;
