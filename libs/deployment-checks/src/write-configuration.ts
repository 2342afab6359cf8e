import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { configurationDocument } from './configuration-document.ts';
import { projectRoot } from './project-root.ts';

writeFileSync(path.join(projectRoot(), 'docs', 'CONFIGURATION.md'), await configurationDocument());
