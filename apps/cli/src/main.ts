import { buildProgram } from './program.ts';
import { addRehearsal } from './rehearsal.ts';
import { runCommandLine } from './run.ts';

process.exitCode = await runCommandLine(await addRehearsal(buildProgram()), process.argv);
