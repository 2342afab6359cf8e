import { visibleControls } from '@scrutin/election';

/**
 * From here on standard output and standard error show control characters instead of sending them to the terminal,
 * whatever is stored: a name could clear the screen, or write over a result. Every command prints through them, so
 * that no command has to think of it. Returns what restores them.
 */
export function showControlCharacters(): () => void {
  const restore = [process.stdout, process.stderr].map(showing);
  return () => {
    for (const one of restore) one();
  };
}

function showing(stream: NodeJS.WriteStream): () => void {
  const own = Object.getOwnPropertyDescriptor(stream, 'write');
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  stream.write = (chunk: Uint8Array | string, ...rest: unknown[]): boolean =>
    write(typeof chunk === 'string' ? visibleControls(chunk) : chunk, ...rest);
  return () => {
    if (own === undefined) Reflect.deleteProperty(stream, 'write');
    else Object.defineProperty(stream, 'write', own);
  };
}

/** Standard error for what moves the cursor on purpose: bars of progress. Nothing that is stored goes there. */
export const progressStream: NodeJS.WriteStream = rawStream(process.stderr);

const rawOutput = rawStream(process.stdout);

/** Empties the screen of a terminal, and only of a terminal. */
export function clearScreen(): void {
  if (process.stdout.isTTY) rawOutput.write('\u001b[2J\u001b[H');
}

function rawStream(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return Object.create(stream, { write: { value: stream.write.bind(stream) } }) as NodeJS.WriteStream;
}
