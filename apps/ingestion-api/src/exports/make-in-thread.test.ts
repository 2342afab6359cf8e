import { TransientError } from '@scrutin/service-runtime';
import { eventually } from '@scrutin/testkit/database';
import type { FileTask } from './file-task.ts';
import { makeInThread } from './make-in-thread.ts';

const TASK = { format: 'pdf', language: 'fr' } as FileTask;
const script = (text: string): URL => new URL(`data:text/javascript,${encodeURIComponent(text)}`);
const IMPORT = "import { parentPort, threadId } from 'node:worker_threads';";

test('a file that takes too long is refused as a temporary fault, and the next one has a new thread', async () => {
  const make = makeInThread({
    timeoutMs: 200,
    script: script(`${IMPORT} parentPort.on('message', () => {});`),
  });
  await expect(make(TASK)).rejects.toThrow(TransientError);
  await expect(make(TASK)).rejects.toThrow('took longer than 200 ms');
});

test('a thread that fails or ends fails the file at once', async () => {
  const failing = script(`${IMPORT} parentPort.on('message', () => { throw new Error('broken'); });`);
  await expect(makeInThread({ timeoutMs: 60_000, script: failing })(TASK)).rejects.toThrow('broken');
  const ending = script(`${IMPORT} parentPort.on('message', () => process.exit(3));`);
  await expect(makeInThread({ timeoutMs: 60_000, script: ending })(TASK)).rejects.toThrow('ended (3)');
});

test('files are made one at a time, in one thread', async () => {
  const counting = script(`${IMPORT}
    let now = 0;
    parentPort.on('message', async ({ language }) => {
      now += 1;
      const seen = now;
      await new Promise((done) => setTimeout(done, 20));
      now -= 1;
      parentPort.postMessage({ name: threadId + ' ' + seen, mediaType: language, content: '' });
    });`);
  const make = makeInThread({ timeoutMs: 60_000, script: counting });
  const files = await Promise.all([TASK, TASK, TASK].map((task) => make(task)));
  expect(new Set(files.map(({ name }) => name)).size).toBe(1);
  expect(files[0]!.name).toMatch(/ 1$/);
});

test('a thread that fails while it has nothing to do is replaced, and ends nothing else', async () => {
  const failing = script(`${IMPORT} parentPort.on('message', ({ language }) => {
    parentPort.postMessage({ name: String(threadId), mediaType: language, content: '' });
    setTimeout(() => { throw new Error('it had nothing to do'); }, 20);
  });`);
  const make = makeInThread({ timeoutMs: 60_000, script: failing });
  const first = await make(TASK);
  await eventually('it has a new thread', async () => {
    expect((await make(TASK)).name).not.toBe(first.name);
  });
});
