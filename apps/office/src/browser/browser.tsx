import { createRoot } from 'react-dom/client';
import { Office } from '../office.tsx';
import { ROOT_ID } from '../root-id.ts';

const root = document.getElementById(ROOT_ID);
if (root !== null) createRoot(root).render(<Office />);
