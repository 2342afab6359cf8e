import { buildProgram } from './program.ts';
import { addRehearsal } from './rehearsal.ts';
import { EXIT, runCommandLine } from './run.ts';

const without = async (...argv: string[]) =>
  addRehearsal(await buildProgram(argv), argv, '@scrutin/not-installed');

test.each([
  ['simulate', '--votes', '10'],
  ['simulate', '--help'],
  ['demo', 'load'],
  ['bench'],
  ['tabulate', 'bench', '--json'],
])('where the rehearsal is not installed, `%s` is refused as a wrong command line', async (...words) => {
  let written = '';
  const program = await without(...words);
  for (const command of [program, ...program.commands]) {
    command.configureOutput({ writeErr: (text) => (written += text) });
  }
  expect(await runCommandLine(program, ['node', 'scrutin', ...words])).toBe(EXIT.usage);
  expect(written).toMatch(/^error: `[a-z ]+` is a rehearsal and not installed here\. .*npm run build`\.\n$/);
});

test('where the rehearsal is not installed, no help lists its commands', async () => {
  const program = await without();
  expect(program.helpInformation()).not.toMatch(/simulate|demo|bench/i);
});

test('where the rehearsal is installed, its commands exist', async () => {
  const program = await addRehearsal(await buildProgram());
  expect(program.helpInformation()).toMatch(/simulate|demo|bench/);
});
