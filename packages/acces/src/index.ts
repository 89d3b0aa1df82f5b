export * from './roles.ts';
export * from './scopes.ts';
export * from './jeton.ts';
