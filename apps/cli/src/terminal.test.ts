import { runScrutin } from './fixture/run-scrutin.ts';
import { showControlCharacters } from './terminal.ts';

/** Returns what a command writes to both streams while control characters are shown as escapes. */
function written(write: () => void): string {
  const { stdout, stderr } = process;
  const kept = [stdout.write.bind(stdout), stderr.write.bind(stderr)] as const;
  let text = '';
  stdout.write = (chunk: unknown) => ((text += String(chunk)), true);
  stderr.write = (chunk: unknown) => ((text += String(chunk)), true);
  const restore = showControlCharacters();
  try {
    write();
  } finally {
    restore();
    stdout.write('after \u0007');
    stdout.write = kept[0];
    stderr.write = kept[1];
  }
  return text;
}

describe('what the command line prints', () => {
  it('shows control characters as escapes and does not send them to the terminal, on both streams', () => {
    expect(
      written(() => {
        process.stdout.write('Roy \u001b[2J\u001b[31m\u0007\n');
        process.stderr.write('scrutin: \u202eyoR\u009b\r\n');
      }),
    ).toBe(
      `Roy ${String.raw`\u001b[2J\u001b[31m\u0007`}\nscrutin: ${String.raw`\u202eyoR\u009b`}\r\nafter \u0007`,
    );
  });

  it('also when it repeats what was typed', async () => {
    const { code, err } = await runScrutin('law', 'show', 'a\u001b[2J');
    expect(code).toBe(2);
    expect(err).not.toContain('\u001b');
  });
});
