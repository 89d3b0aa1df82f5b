export * from './codes.ts';
export * from './echecs.ts';
export * from './jours.ts';
export * from './identifiants.ts';
export * from './montant.ts';
export * from './textes.ts';
