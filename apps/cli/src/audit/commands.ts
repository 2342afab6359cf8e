import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { AuditStore } from '@scrutin/ballot-store';
import type { ContestKey, RollKey } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { auditedSubject } from '../contest/contest-subject.ts';
import { cliEnvironment } from '../environment.ts';
import { wholeNumber } from '../options.ts';
import { failQuietly, refuse } from '../run.ts';
import { withAuditStore, withOffice } from '../stack.ts';
import { textTable } from '../text-table.ts';
import { actChecks } from './act-checks.ts';
import { registerAnomaliesCommand } from './anomalies-command.ts';
import type { AuditCheck, CheckState } from './audit-check.ts';
import { AuditScope } from './audit-scope.ts';
import { attemptChecks, resultChecks, voterChecks, writtenRecordChecks } from './compare-record.ts';
import { ledgerChecks } from './ledger-checks.ts';
import { publicRecordCheck } from './record-check.ts';
import { recountChecks } from './recount.ts';
import { rollChecks } from './roll-checks.ts';

interface AuditOptions {
  readonly contest?: ContestKey | RollKey;
  readonly roll?: readonly string[];
  readonly stamps?: string;
  readonly wait: number;
  readonly json?: boolean;
}

export function registerAuditCommand(program: Command): void {
  const command = program
    .command('audit')
    .summary('check the whole record as an auditor, with one verdict')
    .description(
      'Runs the checks of docs/AUDITING.md with the login of the auditor, counts every published count again from the ' +
        'ballots, and prints one verdict. The exit code is 0 only if all checks hold: a check that has to wait for the ' +
        'closing, or for votes on their way, does not hold yet. It changes nothing.',
    )
    .addOption(
      new Option(
        '--contest <contest>',
        'only law:ID, election:ID (all its races) or election:ID:REGION',
      ).argParser(auditedSubject),
    )
    .option(
      '--roll <folder>',
      'a roll folder that was loaded, with its manifest; may be given several times',
      (folder: string, before: readonly string[] | undefined) => [...(before ?? []), folder],
    )
    .option('--stamps <sha256>', 'the stamps that an audit printed at the opening', stampsOf)
    .option('--wait <seconds>', 'how long votes may be on their way', wholeNumber(0, 3_600), 5)
    .option('--json', 'print the verdict and the checks as JSON')
    .addHelpText(
      'after',
      `
DATABASE_URL is the address with the login scrutin_auditor, whose password the owner
of the database sets (\`scrutin db logins --only auditor\`). In the folder of a stack that
\`npm start\` runs, it is found there.

Examples:
  $ npx scrutin audit
  $ npx scrutin audit --contest election:PROV-2025 --roll credentials/PROV-2025
  $ npx scrutin audit --contest law:L2025-001 --roll credentials/L2025-001 --json`,
    )
    .action(async (options: AuditOptions, audited: Command) => {
      const environment = await cliEnvironment('auditor');
      const checks = await withAuditStore(environment, (store) =>
        withOffice(environment, (office) => audit(store, office, options, audited)),
      );
      const verdict = verdictOf(checks);
      console.log(
        options.json === true
          ? JSON.stringify({ verdict, checks }, undefined, 1)
          : `${checksTable(checks)}\n${explained(checks)}${verdictText(checks, verdict)}`,
      );
      if (verdict !== 'holds') failQuietly();
    });
  registerAnomaliesCommand(command);
}

async function audit(
  store: AuditStore,
  office: ElectionOffice,
  options: AuditOptions,
  command: Command,
): Promise<AuditCheck[]> {
  const only = options.contest;
  const scope = new AuditScope(await store.contests(), only);
  if (only !== undefined && scope.contests.length === 0) {
    refuse(command, `there is no contest ${only}, or it is a draft.`);
  }
  const ballots = (await store.castBallots()).filter((row) => scope.isClosed(row['contest_key'] ?? ''));
  return [
    ...(await resultChecks(store, scope, ballots)),
    ...(await voterChecks(store, scope, ballots)),
    ...(await rollChecks(store, scope, options.roll ?? [])),
    ...(await ledgerChecks(store, scope, options.wait * 1_000)),
    ...(await attemptChecks(store, scope)),
    ...(await writtenRecordChecks(store, options.stamps)),
    ...(await actChecks(store, scope)),
    ...(await recountChecks(office, scope, ballots)),
    await publicRecordCheck(store, scope, ballots),
  ];
}

function stampsOf(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new InvalidArgumentError('64 hexadecimal digits are wanted.');
  return text;
}

/** The worst state of all checks. */
function verdictOf(checks: readonly AuditCheck[]): CheckState {
  return (
    (['differs', 'waits'] as const).find((state) => checks.some((check) => check.state === state)) ?? 'holds'
  );
}

const VERDICTS: Readonly<Record<CheckState, string>> = {
  holds: 'VERDICT: all checks hold',
  differs: 'VERDICT: NOT all checks hold. docs/AUDITING.md says how to find out why.',
  waits:
    'VERDICT: nothing contradicts, but some checks have to wait for the closing or for votes on their way. Run it again.',
};

function verdictText(checks: readonly AuditCheck[], verdict: CheckState): string {
  if (verdict !== 'holds') return VERDICTS[verdict];
  const isNotCompared = checks.some((check) => check.isNotCompared === true);
  return `${VERDICTS.holds}${isNotCompared ? '; the stamps were not compared' : ''}.`;
}

function stateText({ state, isNotCompared }: AuditCheck): string {
  return isNotCompared === true ? 'not compared' : STATES[state];
}

const STATES: Readonly<Record<CheckState, string>> = { holds: 'holds', differs: 'DIFFERS', waits: 'not yet' };

function checksTable(checks: readonly AuditCheck[]): string {
  return textTable({
    head: ['section', 'check', 'figure', 'expected', 'difference', ''],
    right: [2, 3, 4],
    rows: checks.map((check) => [
      check.section,
      check.name,
      ...[check.figure, check.expected, check.difference].map((number) => number.toLocaleString('en-CA')),
      stateText(check),
    ]),
  });
}

/** What each check found, and for those that do not hold what a difference means. */
function explained(checks: readonly AuditCheck[]): string {
  return checks
    .filter(({ state, details }) => state !== 'holds' || details.length > 0)
    .map((check) =>
      [
        `${check.section}, ${check.name}: ${stateText(check)}`,
        ...check.details.map((text) => `  ${text}`),
        ...(check.state === 'holds' ? [] : [`  ${check.meaning}`]),
        '',
      ].join('\n'),
    )
    .join('');
}
