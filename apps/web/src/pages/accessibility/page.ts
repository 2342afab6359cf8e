import { prosePage } from '../../site/prose.tsx';
import { TEXTS } from './texts.ts';

/** What this site does for readers with disabilities, and what was tested. */
export const accessibility = prosePage(TEXTS);
