import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** How promtool ended, and everything that it wrote. */
export interface PromtoolResult {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs promtool of Prometheus with this input.
 *
 * @throws Error if it is not installed. The message says how to install it; no test is skipped for that
 */
export async function promtool(args: readonly string[], input = ''): Promise<PromtoolResult> {
  const child = spawn('promtool', [...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) => {
      reject(
        new Error('promtool cannot be run. `npm test` installs it on Debian (apt-get install prometheus).', {
          cause,
        }),
      );
    });
    child.once('close', resolve);
  });
  child.stdin.on('error', () => undefined); // it may end before it has read everything
  child.stdin.end(input);
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, output: stdout + stderr };
}
