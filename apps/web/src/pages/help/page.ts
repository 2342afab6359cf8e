import { prosePage } from '../../site/prose.tsx';
import { TEXTS } from './texts.ts';

/** How to vote, and what to do if something goes wrong. */
export const help = prosePage(TEXTS);
