import { buildProgram } from './program.ts';
import { runCommandLine } from './run.ts';

process.exitCode = await runCommandLine(buildProgram(), process.argv);
