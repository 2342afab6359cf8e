import type { Command } from 'commander';
import { buildProgram } from '@scrutin/cli';
import { registerRehearsal } from './register.ts';

/** The commands that the rehearsal adds, by the words that a user types. */
async function added(): Promise<Map<string, Command>> {
  const program = await buildProgram();
  const operators = new Set(everyCommand(program).keys());
  registerRehearsal(program);
  return new Map([...everyCommand(program)].filter(([words]) => !operators.has(words)));
}

function everyCommand(command: Command, path: readonly string[] = []): Map<string, Command> {
  return new Map(
    command.commands.flatMap((one) => {
      const words = [...path, one.name()];
      return [[words.join(' '), one] as const, ...everyCommand(one, words)];
    }),
  );
}

test('the rehearsal adds the demonstration, the simulation and the measurements', async () => {
  expect([...(await added()).keys()].sort()).toEqual([
    'bench',
    'bench-8m',
    'demo',
    'demo load',
    'simulate',
    'tabulate bench',
  ]);
});

test.each([...(await added())])(
  'the help of %s has an example, and no line breaks of its own in the description',
  (_, command) => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    expect(help).toMatch(/Examples?:\n {2}\$ /);
    expect(help).not.toContain(process.cwd()); // no default is a path of this machine
    expect(command.description()).not.toContain('\n');
  },
);

test('the help of the command line lists them in a group of their own', async () => {
  const program = await buildProgram();
  expect(program.helpInformation()).not.toContain('simulate');
  registerRehearsal(program);
  expect(program.helpInformation()).toMatch(/Rehearsal \(only on a checkout of the project\):\n {2}demo /);
});
