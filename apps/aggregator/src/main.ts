import { runService } from '@scrutin/service-runtime/program';
import { compose } from './compose.ts';
import { aggregatorConfig } from './config.ts';

await runService({ name: 'aggregator', config: aggregatorConfig, compose });
