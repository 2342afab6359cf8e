import { logsOf, scrutin, sql } from './lookup.ts';
import type { Runbooks } from './runbook.ts';

export const FRAUD_RUNBOOKS: Runbooks = {
  VotingAnomaly: {
    meaning:
      'The label `signal` says which kind of number differs from its baseline. docs/AUDITING.md, "Anomalies", says for each signal what is compared, what else it can mean, and what to do.',
    look: [scrutin('audit anomalies --days 1'), scrutin('ledger')],
    mitigation: [
      'Read the finding: which contest or block of addresses, since when, how many were seen and how many expected.',
      'Look for harmless reasons first: a reminder by post, letters with a fault, a school behind one address.',
      '`block-guesses` and `block-volume` name a block of addresses. If the log has `http.untrusted-proxy`, it may be the block of your own proxy, with all voters behind it: correct TRUSTED_PROXIES (UntrustedForwarding). Otherwise, if no voters come from there, refuse the block at the proxy. Never refuse a network of homes or phones.',
      '`unknown-credentials` in one region: compare a letter of that region with `scrutin roll status`. The limits on guesses hold meanwhile (SECURITY.md).',
      'Write down what was found and decided. Do not stop the vote because of a signal: whatever is tried, no vote counts twice or without a credential.',
    ],
  },
  ChangedAfterClosing: {
    meaning:
      'Ten minutes after the closing of a contest, the numbers of its votes that were received, counted and rejected are noted. Since then more votes were received, or more were counted than were still on their way.',
    look: [
      scrutin('audit anomalies --days 1'),
      scrutin('ledger'),
      sql(
        'The last acts',
        'SELECT at, actor, action, subject, reason FROM admin_audit ORDER BY id DESC LIMIT 20',
      ),
      logsOf('aggregator'),
    ],
    mitigation: [
      'Do not certify the contest, and tell the auditor.',
      'If an API was unavailable during the closing and reported its votes late, the ledger explains the difference: these votes were accepted before the closing.',
      'Otherwise run `scrutin audit` with the login of the auditor. Votes that were settled and not received were written by somebody with a login of the database: change its passwords, and keep the logs.',
    ],
  },
};
