import type { AlertGroup } from './alert.ts';

/** Numbers that differ from what is usual. They prove nothing, and somebody must look at them. */
export const FRAUD_ALERTS: AlertGroup = {
  name: 'fraud',
  alerts: [
    {
      name: 'VotingAnomaly',
      severity: 'warning',
      for: '1m',
      expr: 'max by (signal) (anomaly_findings{signal!="after-closing"}) > 0',
      summary: 'A number of the last hour differs from what is usual by more than chance explains.',
      impact:
        'None by itself: the roll and the database decide which votes count. It may show an attack, a fault of letters, or an unusual day.',
    },
    {
      name: 'ChangedAfterClosing',
      severity: 'critical',
      for: '1m',
      expr: 'max(anomaly_findings{signal="after-closing"}) > 0',
      summary: 'A contest that has closed gained votes that were not on their way.',
      impact: 'The result of the contest may be wrong. It must not be certified before this is explained.',
    },
  ],
};
