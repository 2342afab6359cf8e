import { prosePage } from '../../site/prose.tsx';
import { TEXTS } from './texts.ts';

/** What is stored about a vote, and what is not. */
export const privacy = prosePage(TEXTS);
