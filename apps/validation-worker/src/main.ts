import { runService } from '@scrutin/service-runtime/program';
import { compose } from './compose.ts';
import { workerConfig } from './config.ts';

await runService({ name: 'validation-worker', config: workerConfig, compose });
