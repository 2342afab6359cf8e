import { buildProgram } from './program.ts';
import { addRehearsal } from './rehearsal.ts';
import { runCommandLine } from './run.ts';

const argv = process.argv.slice(2);
const program = await buildProgram(argv);
process.exitCode = await runCommandLine(await addRehearsal(program, argv), process.argv);
