import type { Comparison } from './comparison.ts';

/** The result of a comparison in sentences. */
export function verdict({ rows, differences, notCompared, votesOfOthers }: Comparison): string {
  if (differences.length === 0) {
    return notCompared.length === 0
      ? 'Every vote is where it belongs: sent, ledger and results agree.'
      : `Sent and ledger agree. Not compared, as they cannot be read here: ${notCompared.join(', ')}.`;
  }
  const surplus = (name: string): number => {
    const row = rows.find((candidate) => candidate.name === name);
    return row === undefined ? 0 : row.found - row.expected;
  };
  const lines = [`NOT in agreement: ${differences.map(({ name }) => name).join(', ')}.`];
  if (votesOfOthers > 0) {
    lines.push(
      `The ledger moved by ${count(votesOfOthers)} votes of others meanwhile: nothing can be concluded, run it again alone.`,
    );
  } else if (surplus('already-voted') > 0 && surplus('already-voted') === -surplus('counted')) {
    lines.push(
      `${count(surplus('already-voted'))} of the voters had voted before: give --credentials a set that was never used.`,
    );
  }
  return lines.join('\n');
}

function count(n: number): string {
  return n.toLocaleString('en-CA');
}
