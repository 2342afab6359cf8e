import type { Command } from 'commander';
import { Argument } from 'commander';
import { noticeView } from '@scrutin/contracts/public';
import { DEFAULT_TIME_ZONE, instantInWords, instantMs } from '@scrutin/election';
import { cliEnvironment } from '../environment.ts';
import { commandLineActor, requireSuccess } from '../office/act.ts';
import { withOffice } from '../stack.ts';
import type { NamedSubject } from './contest-subject.ts';
import { contestSubject } from './contest-subject.ts';

interface NoticeOptions {
  readonly fr: string;
  readonly en: string;
}

interface JsonOption {
  readonly json?: boolean;
}

/** Adds the commands of notices to those of contests. */
export function registerNoticeCommands(contest: Command): void {
  const subject = (): Argument =>
    new Argument('<contest>', 'law:ID or election:ID').argParser(contestSubject);
  contest
    .command('notice')
    .summary('tell voters something about it')
    .description(
      'Publishes a text about a contest that is no draft, in both languages. It cannot be changed or taken back. ' +
        'Steps, withdrawals and changes of published texts give notice by themselves, with their reason.',
    )
    .addArgument(subject())
    .requiredOption('--fr <text>', 'the text in French')
    .requiredOption('--en <text>', 'the text in English')
    .addHelpText('after', "\nExample:\n  $ npx scrutin contest notice law:L2025-001 --fr '…' --en '…'")
    .action(async ({ key }: NamedSubject, text: NoticeOptions, command: Command) => {
      const { fr, en } = text;
      await withOffice(await cliEnvironment(), async (office) => {
        requireSuccess(command, await office.publishStatement(commandLineActor(), key, { fr, en }));
      });
      console.log(`Voters can read it now: ${key}.`);
    });
  contest
    .command('notices')
    .description('list what voters were told about it, newest first')
    .addArgument(subject())
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin contest notices election:PROV-2025')
    .action(async ({ key }: NamedSubject, { json }: JsonOption) => {
      const { notices, timeZone } = await withOffice(await cliEnvironment(), async (office) => ({
        notices: await office.notices(key),
        timeZone: (await office.contest(key))?.timeZone ?? DEFAULT_TIME_ZONE,
      }));
      const views = notices.map((notice) => noticeView(notice, timeZone));
      if (json === true) {
        console.log(JSON.stringify(views));
        return;
      }
      if (views.length === 0) console.log(`Voters were told nothing about ${key} since its publication.`);
      for (const { at, contest: about, text, reason } of views) {
        console.log(
          `${instantInWords(instantMs(at), timeZone).en}, ${about}\n  ${text.fr}\n  ${text.en}${reason === null ? '' : `\n  ${reason}`}`,
        );
      }
    });
}
