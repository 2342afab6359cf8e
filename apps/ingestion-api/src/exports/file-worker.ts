import { parentPort, workerData } from 'node:worker_threads';
import { resultFile } from '@scrutin/exports';
import { openPrintFonts, printDocument } from '@scrutin/printing';
import type { FileTask } from './file-task.ts';

/** Makes one file. Then the thread ends. The fonts are opened only for what is printed. */
const { record, fallbackFont, ...options } = workerData as FileTask;
const file = await resultFile(record, {
  ...options,
  print: (document) => printDocument(document, openPrintFonts(fallbackFont)),
});
parentPort?.postMessage(file);
