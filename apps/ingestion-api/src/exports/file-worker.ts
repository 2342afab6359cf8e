import { parentPort } from 'node:worker_threads';
import { resultFile } from '@scrutin/exports';
import type { PrintFonts } from '@scrutin/printing';
import { openPrintFonts, printDocument } from '@scrutin/printing';
import type { FileTask } from './file-task.ts';

/** The fonts are opened when the first file is printed. The fallback is the same for all files of a process. */
let fonts: PrintFonts | undefined;

/** Answers each task with its file. A task that fails ends the thread. */
async function make({ record, fallbackFont, ...options }: FileTask): Promise<void> {
  const file = await resultFile(record, {
    ...options,
    print: (document) => printDocument(document, (fonts ??= openPrintFonts(fallbackFont))),
  });
  parentPort?.postMessage(file);
}

parentPort?.on('message', (task: FileTask) => void make(task));
