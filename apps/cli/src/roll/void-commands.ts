import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { ApprovableOutcome, RollKey } from '@scrutin/election';
import { isRollKey } from '@scrutin/election';
import type { VoidedCredentials, VoidingDependencies } from '@scrutin/election-office';
import { replaceCredentials, revokeCredentials } from '@scrutin/election-office';
import { refusing } from '../credentials/refusing.ts';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { refuse } from '../run.ts';
import { withOffice, withVoterRoll } from '../stack.ts';
import type { LetterOptions, NamedLetter } from './named-letters.ts';
import { namedLetters, openReferencesOf, pairLetters, withReferences } from './named-letters.ts';

interface VoidOptions extends LetterOptions {
  readonly reason: string;
  readonly json?: boolean;
}

interface ReplaceOptions extends VoidOptions {
  readonly with: string;
  readonly otherRegion?: boolean;
}

/** Adds `roll replace` and `roll revoke`. */
export function registerVoidCommands(roll: Command): void {
  const replace = roll
    .command('replace')
    .summary('replace letters that were lost or spoiled: the old ones are void, the new ones vote')
    .description(
      'Replaces credentials of a published contest by those of a new set of letters. The old credentials are void and ' +
        'the new ones are on the roll, all of them or none. Refused if one of these voters has voted, or if a vote is on ' +
        'its way. PostgreSQL decides: whatever is in flight, no voter has two ballots. The references are looked up in ' +
        'the files of the office, and only hashes are sent.',
    )
    .argument('<roll>', 'law:ID or election:ID', rollKeyOf)
    .requiredOption(
      '--with <folder>',
      'the new set, with its references, which `credentials generate` wrote',
    );
  addLetterOptions(replace)
    .option('--other-region', 'the voters move: the new letters may be for another region than the old ones')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      `
A new letter with the reference of a lost one takes its place; the others follow in their order.

Examples:
  $ npx scrutin roll replace law:L2025-001 --reference L-0000017 --references credentials/L2025-001 \\
      --with credentials/L2025-001-again --reason "Letter returned as undeliverable"
  $ npx scrutin roll replace election:PROV-2025 --file moved.txt --references credentials/PROV-2025 \\
      --with credentials/PROV-2025-moved --other-region --reason "Moved before the deadline"`,
    )
    .action(runReplace);
  const revoke = roll
    .command('revoke')
    .summary('take credentials off the roll: no vote of them is counted')
    .description(
      'Makes credentials of a published contest void, for voters who died, moved away or were struck off. Refused, for ' +
        'all that are named, if one of them has voted or if a vote is on its way.',
    )
    .argument('<roll>', 'law:ID or election:ID', rollKeyOf);
  addLetterOptions(revoke)
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      `
Example:
  $ npx scrutin roll revoke law:L2025-001 --file struck-off.txt --references credentials/L2025-001 \\
      --reason "Struck off by the board of revisors"`,
    )
    .action(runRevoke);
}

function addLetterOptions(command: Command): Command {
  return command
    .option('--reference <reference...>', 'letters, by the references that are printed on them')
    .option('--credential <hash...>', 'letters, by their credential hashes of 43 characters')
    .option('--file <file>', 'letters: a line `reference` or `credential`, then one of them on each line')
    .option('--references <folder>', 'the set to which the letters belong, with its references')
    .requiredOption('--reason <text>', 'why; it stays on record');
}

async function runReplace(rollKey: RollKey, options: ReplaceOptions, command: Command): Promise<void> {
  const { reason, references } = options;
  const { pairs, pepperCheck } = await refusing(command, async () => {
    const lost = await namedLetters(rollKey, options);
    const fresh = await openReferencesOf(rollKey, options.with);
    const old = references === undefined ? undefined : await openReferencesOf(rollKey, references);
    return {
      pairs: await pairLetters(lost, fresh.entries(), lost === undefined ? old?.entries() : undefined),
      pepperCheck: fresh.manifest.pepper_check,
    };
  });
  const outcome = await withVoiding((voiding) =>
    replaceCredentials(rollKey, pairs, { reason, toOtherRegion: options.otherRegion, pepperCheck }, voiding),
  );
  const letters = pairs.map(({ credentialHash: hash, reference }) => ({ hash, reference }));
  const { replaced, repeated, credentials, mended } = requireSuccess(command, naming(outcome, letters));
  if (options.json === true) {
    console.log(JSON.stringify({ roll: rollKey, replaced, repeated, credentials, rebuild_needed: mended }));
    return;
  }
  const effect = replaced === 1 ? '; the old one is void' : '; the old ones are void';
  console.log(voidedText(rollKey, { made: replaced, repeated }, 'replaced', effect));
  if (mended) console.log('  Redis had lost some of the roll: put its votes back with `roll rebuild`.');
}

async function runRevoke(rollKey: RollKey, options: VoidOptions, command: Command): Promise<void> {
  const letters = await refusing(command, () => namedLetters(rollKey, options));
  if (letters === undefined) {
    refuse(command, 'Name the letters that are revoked: --reference, --credential or --file.');
  }
  const hashes = letters.map(({ hash }) => hash);
  const outcome = await withVoiding((voiding) => revokeCredentials(rollKey, hashes, options.reason, voiding));
  const { made, repeated } = requireSuccess(command, naming(outcome, letters));
  if (options.json === true) console.log(JSON.stringify({ roll: rollKey, revoked: made, repeated }));
  else console.log(voidedText(rollKey, { made, repeated }, 'revoked'));
}

/** What was done, and what had been done before. */
function voidedText(
  rollKey: RollKey,
  { made, repeated }: VoidedCredentials,
  verb: 'replaced' | 'revoked',
  effect = '',
): string {
  const before = `${repeated} ${repeated === 1 ? 'was' : 'were'} ${verb} before`;
  if (made === 0) return `${rollKey}: no letter ${verb}; ${before}. Nothing was changed.`;
  const also = repeated === 0 ? '' : `; ${before}`;
  return `${rollKey}: ${made} letter${made === 1 ? '' : 's'} ${verb}${effect}${also}.`;
}

/** The outcome, whose refusal names letters as the office does. */
function naming<T>(outcome: ApprovableOutcome<T>, letters: readonly NamedLetter[]): ApprovableOutcome<T> {
  if (outcome.ok || outcome.kind === 'awaits-approval') return outcome;
  const { fr, en } = outcome.text;
  const text = { fr: withReferences(fr, letters), en: withReferences(en, letters) };
  return { ...outcome, text, detail: text.en };
}

async function withVoiding<T>(work: (dependencies: VoidingDependencies) => Promise<T>): Promise<T> {
  const environment = await cliEnvironment();
  return withOffice(environment, async (office) => {
    await office.check();
    return withVoterRoll(environment, (roll) => work({ office, roll, actor: commandLineActor() }));
  });
}

function rollKeyOf(text: string): RollKey {
  if (!isRollKey(text)) throw new InvalidArgumentError('It is law:ID or election:ID, e.g. law:L2025-001.');
  return text;
}
