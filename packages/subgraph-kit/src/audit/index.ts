export * from './acteur.ts';
export * from './audit-repository.ts';
