/** One line for each step, with what was done and how long it took; on a terminal the line is there from the start. */
import { performance } from 'node:perf_hooks';

const terminal = process.stdout.isTTY === true;
const colour = terminal && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);
const REDRAW = '\r\u001B[2K';

export function seconds(since) {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}

/** Does `work`, which returns what to say about it; `say(text)` tells what it is at meanwhile. */
export async function step(name, work) {
  const since = performance.now();
  const show = (mark, text) => {
    if (terminal)
      process.stdout.write(
        `${REDRAW}${mark} ${name.padEnd(10)} ${text}`.slice(0, (process.stdout.columns ?? 80) + 8),
      );
  };
  show(paint(2, '·'), '');
  try {
    const note = await work((text) => {
      if (terminal) show(paint(2, '·'), text);
      else process.stdout.write(`· ${name.padEnd(10)} ${text}\n`);
    });
    process.stdout.write(
      `${terminal ? REDRAW : ''}${paint(32, '✓')} ${name.padEnd(10)} ${note} ${paint(2, `(${seconds(since)})`)}\n`,
    );
  } catch (error) {
    process.stdout.write(
      `${terminal ? REDRAW : ''}${paint(31, '✗')} ${name.padEnd(10)} (${seconds(since)})\n`,
    );
    throw error;
  }
}

export function heading(text) {
  process.stdout.write(`\n${paint(1, text)}\n`);
}
