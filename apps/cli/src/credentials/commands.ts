import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import type { RollManifest } from '@scrutin/credentials';
import { MOST_ADDRESS_LINES, registerFaultText } from '@scrutin/credentials';
import type { LocalizedText, RollKey } from '@scrutin/election';
import { loadConfig, setting } from '@scrutin/service-runtime';
import { cliEnvironment } from '../environment.ts';
import { inWords, LocalizedRefusal } from '../language.ts';
import { failQuietly, refuse } from '../run.ts';
import { generateCredentials } from './generate.ts';
import type { GenerateOptions } from './generate-options.ts';
import { addGenerateOptions, onlyReferencesOf, rollKeyOf } from './generate-options.ts';
import { registerLettersCommand } from './letters/commands.ts';
import type { Progress } from './progress.ts';
import { showProgress } from './progress.ts';
import { refusing } from './refusing.ts';
import type { GeneratedFromRegister } from './register/generate-from-register.ts';
import { generateFromRegister } from './register/generate-from-register.ts';

export function registerCredentialsCommands(program: Command): void {
  const credentials = program
    .command('credentials')
    .description('credentials of voters: NAS (or another number of 9 digits) and code');
  const generate = credentials
    .command('generate')
    .summary('make a set of credentials: letters for voters, and the roll for the system')
    .description(
      'Draws a code for each voter of a register, and writes OUTPUT/letters (what voters are sent, secret), ' +
        'OUTPUT/references (which letter has which credential, for the office alone) and OUTPUT/roll (hashes: what ' +
        '`roll load` takes). Keep them apart; the register, letters and references never go to a server. If one line ' +
        'of the register is wrong, it is named, and nothing is written. With --count there is no register: the ' +
        'numbers are INVENTED, for demonstrations only, and no NAS among them is one that a person could have, as ' +
        'all fail its check digit. CREDENTIAL_PEPPER must be that of the services that will take the votes.',
    );
  addGenerateOptions(generate)
    .addHelpText(
      'after',
      `
The register is a CSV file whose first line names the columns: UTF-8 or UTF-16, with commas, semicolons or tabs,
as spreadsheets write it. Import columns of numbers as text, or a spreadsheet drops the zeros at their beginning.
Up to ${MOST_ADDRESS_LINES} lines of an address can be printed. For letters that replace lost ones, give the same register and
--only-references; for late registrations, give a register of these voters alone.

Examples:
  $ npx scrutin credentials generate --register voters.csv --law-id L2025-001 --output /secure/L2025-001
  $ npx scrutin credentials generate --register voters.csv --identifier-column 'No électeur' \\
      --region-column Circonscription --reference-column Envoi --address-columns Nom,Rue,Ville \\
      --election-id PROV-2025 --region SHERBROOKE,MONTREAL-NORD --output /secure/PROV-2025
  $ npx scrutin credentials generate --register voters.csv --only-references E-1007,E-2310 \\
      --law-id L2025-001 --output /secure/L2025-001-replacements
  $ npx scrutin credentials generate --count 1000 --law-id DEMO --output credentials/DEMO`,
    )
    .action(runGenerate);
  registerLettersCommand(credentials);
}

async function runGenerate(options: GenerateOptions, command: Command): Promise<void> {
  const wanted = rollKeyOf(options);
  if ('problem' in wanted) return command.error(`error: ${inWords(wanted.problem)}`);
  const secret = options.scheme === 'sha256' ? undefined : await pepper();
  const startedAt = performance.now();
  const result = await refusing(command, () => generated(options, wanted.rollKey, secret, command));
  if (result.ok) {
    report(result.roll, options, (performance.now() - startedAt) / 1000);
    return;
  }
  for (const fault of result.faults) {
    process.stderr.write(`${options.register ?? ''}, ${registerFaultText(fault, options.lang)}\n`);
  }
  process.stderr.write(`${summaryOf(result, options.lang)}\n`);
  failQuietly();
}

function summaryOf({ total, faults }: GeneratedFromRegister & { ok: false }, language: 'fr' | 'en'): string {
  const isCut = total > faults.length;
  if (language === 'fr') {
    const named = isCut ? ` (les ${faults.length} premières sont nommées)` : '';
    return `scrutin\u00a0: ${total} erreur${total > 1 ? 's' : ''} dans la liste${named}\u00a0; rien n’a été écrit.`;
  }
  const named = isCut ? ` (the first ${faults.length} are named)` : '';
  return `scrutin: ${total} error${total > 1 ? 's' : ''} in the register${named}; nothing was written.`;
}

async function generated(
  options: GenerateOptions,
  rollKey: RollKey,
  secret: Uint8Array | undefined,
  command: Command,
): Promise<GeneratedFromRegister> {
  const { scheme, output, shardSize, codeLength } = options;
  const peppered = secret === undefined ? {} : { pepper: secret };
  const common = {
    rollKey,
    scheme,
    ...peppered,
    output,
    shardSize,
    codeLength,
    replace: options.force === true,
  };
  return stoppable(options, command, async (signal, showing) => {
    if (options.register === undefined) {
      const count = options.count ?? 0;
      const progress = showing('credentials', count);
      const request = { ...common, count, regions: options.region ?? [], workers: options.workers };
      const roll = await generateCredentials(request, signal, (done) => {
        progress.update(done);
      });
      return { ok: true, roll };
    }
    const file = options.register;
    const progress = showing('bytes of the register, read twice', 2 * (await sizeOf(file)));
    let bytes = 0;
    const columns = {
      identifier: options.identifierColumn,
      region: options.regionColumn,
      reference: options.referenceColumn,
      address: options.addressColumns ?? [],
    };
    const withRegion = options.electionId !== undefined;
    const regions = options.region === undefined ? undefined : new Set(options.region);
    const request = {
      ...common,
      source: { file, delimiter: options.delimiter, columns, withRegion },
      rules: { regions, checkLuhn: options.checkLuhn === true },
      only: await onlyReferencesOf(options),
      mostFaults: options.mostFaults,
      createdAt: new Date(),
    };
    return generateFromRegister(request, signal, (more) => {
      progress.update((bytes += more));
    });
  });
}

/** Runs work that a signal stops, shows its progress, and says what to do if the disk refuses. */
async function stoppable<T>(
  options: GenerateOptions,
  command: Command,
  work: (signal: AbortSignal, showing: typeof showProgress) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort(
      new LocalizedRefusal({
        fr: 'arrêté ; il n’en reste rien.',
        en: 'stopped; nothing was left behind.',
      }),
    );
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const shown: Progress[] = [];
  const stopShowing = (): void => {
    for (const progress of shown) progress.stop();
  };
  try {
    return await work(stop.signal, (what, total) => {
      const progress = showProgress(what, total);
      shown.push(progress);
      return progress;
    });
  } catch (error) {
    stopShowing();
    const problem = diskProblem(error, options.output);
    if (problem !== undefined) return refuse(command, problem);
    throw error;
  } finally {
    stopShowing();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

/** 0 for a file that cannot be read, which the reading of it then says. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}

async function pepper(): Promise<Uint8Array> {
  const schema = z.object({ CREDENTIAL_PEPPER: setting.secret() });
  return loadConfig(schema, await cliEnvironment()).CREDENTIAL_PEPPER;
}

function diskProblem(error: unknown, output: string): LocalizedText | undefined {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (['ENOSPC', 'EDQUOT'].includes(code)) {
    return {
      fr: `le disque de ${output} est plein : il faut environ 300 octets par code. Il n’en reste rien.`,
      en: `the disk of ${output} is full: about 300 bytes a credential are needed. Nothing was left behind.`,
    };
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return {
      fr: `${output} ne peut pas être écrit : choisissez un dossier à vous avec --output.`,
      en: `${output} cannot be written: choose a folder of yours with --output.`,
    };
  }
  return undefined;
}

function report(manifest: RollManifest, options: GenerateOptions, seconds: number): void {
  if (options.json === true) {
    console.log(JSON.stringify(manifest));
    return;
  }
  const rate = Math.round(manifest.credentials / seconds);
  const { credentials, roll, scheme, shards } = manifest;
  const isInvented = options.register === undefined;
  const { output } = options;
  const folderOf = (name: string): string => `  ${output}/${name.padEnd(12)}`;
  console.log(
    inWords({
      fr: `${credentials} code${credentials > 1 ? 's' : ''} pour ${roll} (${scheme}), ${isInvented ? 'électeurs inventés' : 'électeurs du registre'}, ${shards.length} fichier${shards.length > 1 ? 's' : ''} de la liste, ${seconds.toFixed(1).replace('.', ',')} s (${rate}/s)
${folderOf('letters')}secret : pour l’imprimeur, puis loin de tout serveur
${folderOf('references')}pour le bureau seul : quelle lettre a quel code
${folderOf('roll')}pour le système : npx scrutin roll load ${output}`,
      en: `${credentials} credential${credentials === 1 ? '' : 's'} for ${roll} (${scheme}), ${isInvented ? 'invented voters' : 'voters of the register'}, ${shards.length === 1 ? '1 file' : `${shards.length} files`} of the roll, ${seconds.toFixed(1)} s (${rate}/s)
${folderOf('letters')}secret: for the printer, then away from every server
${folderOf('references')}for the office alone: which letter has which credential
${folderOf('roll')}for the system: npx scrutin roll load ${output}`,
    }),
  );
}
