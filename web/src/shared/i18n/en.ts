import type { fr } from './fr.ts';
export const en: Partial<typeof fr> = {};
