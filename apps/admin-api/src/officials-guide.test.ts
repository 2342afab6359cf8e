import { readFileSync } from 'node:fs';
import path from 'node:path';
import { may, RIGHTS, RIGHTS_OF } from '@scrutin/contracts/admin';
import {
  CHANGEABLE_IN,
  CHANGES,
  CONTEST_STATES,
  CONTEST_STEPS,
  mayStep,
  STEPS_WITH_REASON,
} from '@scrutin/election';

const guide = readFileSync(path.resolve(import.meta.dirname, '../../../docs/OFFICIALS.md'), 'utf8');

/** The cells of the table that begins with this cell, without the line below its header. */
function table(firstCell: string): string[][] {
  const lines = guide.split('\n');
  const begin = lines.findIndex((line) => cellsOf(line)[0] === firstCell);
  const end = lines.findIndex((line, i) => i > begin && !line.startsWith('|'));
  return lines
    .slice(begin, end)
    .filter((_, i) => i !== 1)
    .map(cellsOf);
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

const yes = (is: boolean): string => (is ? 'yes' : 'no');

describe('the tables of docs/OFFICIALS.md agree with the code', () => {
  test('about the rights of each role', () => {
    const roles = Object.keys(RIGHTS_OF) as (keyof typeof RIGHTS_OF)[];
    expect(table('Role')).toEqual([
      ['Role', ...RIGHTS],
      ...roles.map((role) => [role, ...RIGHTS.map((right) => yes(may(role, right)))]),
    ]);
  });

  test('about the steps of each state', () => {
    expect(table('Step')).toEqual([
      ['Step', ...CONTEST_STATES, 'takes a reason'],
      ...CONTEST_STEPS.map((step) => [
        step,
        ...CONTEST_STATES.map((state) => yes(mayStep(state, step))),
        step === 'open' ? 'if scheduled' : yes(STEPS_WITH_REASON.has(step)),
      ]),
    ]);
  });

  test('about the changes that each state allows', () => {
    expect(table('Change')).toEqual([
      ['Change', ...CONTEST_STATES],
      ...CHANGES.map((change) => [
        change,
        ...CONTEST_STATES.map((state) => yes(CHANGEABLE_IN[change].includes(state))),
      ]),
    ]);
  });
});
