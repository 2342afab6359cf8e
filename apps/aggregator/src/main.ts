import { runService } from '@scrutin/service-runtime';
import { compose } from './compose.ts';
import { aggregatorConfig } from './config.ts';

await runService({ name: 'aggregator', config: aggregatorConfig, compose });
