// @ts-check
/** Prints one line for each step: what was done, and how long it took. On a terminal the line appears at the start. */
import { performance } from 'node:perf_hooks';

const terminal = process.stdout.isTTY;
const colour = terminal && !process.env.NO_COLOR;
const REDRAW = '\r\u001B[2K';
const DIM = 2;
const BOLD = 1;
const GREEN = 32;
const RED = 31;

/**
 * @param {number} code
 * @param {string} text
 */
function paint(code, text) {
  return colour ? `\u001B[${code}m${text}\u001B[0m` : text;
}

/**
 * The time since then, as text.
 *
 * @param {number} since of performance.now()
 */
export function seconds(since) {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}

/**
 * Runs `work` as a step. `work` returns the text for the line of the step. While it runs, it may call `say(text)` to
 * print what it is doing.
 *
 * @param {string} name
 * @param {(say: (text: string) => void) => Promise<string>} work
 */
export async function step(name, work) {
  const since = performance.now();
  /** @param {string} text */
  const show = (text) => {
    if (!terminal) return;
    const line = `${REDRAW}${paint(DIM, '·')} ${name.padEnd(10)} ${text}`;
    process.stdout.write(line.slice(0, process.stdout.columns + 8));
  };
  show('');
  try {
    const note = await work((text) => {
      if (terminal) show(text);
      else process.stdout.write(`· ${name.padEnd(10)} ${text}\n`);
    });
    end(paint(GREEN, '✓'), `${name.padEnd(10)} ${note} ${paint(DIM, `(${seconds(since)})`)}`);
  } catch (error) {
    end(paint(RED, '✗'), `${name.padEnd(10)} (${seconds(since)})`);
    throw error;
  }
}

/**
 * @param {string} mark
 * @param {string} text
 */
function end(mark, text) {
  process.stdout.write(`${terminal ? REDRAW : ''}${mark} ${text}\n`);
}

/** @param {string} text */
export function heading(text) {
  process.stdout.write(`\n${paint(BOLD, text)}\n`);
}
