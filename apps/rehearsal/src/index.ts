export { registerRehearsal } from './register.ts';
