import { runService } from '@scrutin/service-runtime/program';
import { compose } from './compose.ts';
import { ingestionConfig } from './config.ts';

await runService({ name: 'ingestion-api', config: ingestionConfig, compose });
