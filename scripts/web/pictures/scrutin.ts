/** Commands of an operator against the system of `npm start`, for what the pictures show. */
import { runCollecting } from '../../bootstrap/foreground.mjs';
import { Refusal } from '../../bootstrap/refusal.mjs';
import { CLI } from '../../stack/database.ts';

/** Runs `scrutin …` and returns its output. @throws Refusal if it ends with a code other than 0 or `alsoFine` */
export async function scrutin(args: readonly string[], alsoFine = 0): Promise<string> {
  const { code, output } = await runCollecting(process.execPath, [CLI, ...args], {});
  if (code === 0 || code === alsoFine) return output;
  throw new Refusal(`scrutin ${args.slice(0, 3).join(' ')} failed (exit code ${code}).`, { detail: output });
}

/** Asks again until the answer is there. @throws Refusal after a minute */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Refusal(`This did not come about within a minute: ${what}.`);
}
