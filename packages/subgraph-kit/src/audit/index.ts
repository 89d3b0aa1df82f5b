export * from './acteur.ts';
export * from './audit-repository.ts';
export * from './chaine.ts';
