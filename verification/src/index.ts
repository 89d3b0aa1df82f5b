export type { DatabaseUrls } from './databases.ts';
export { type Acknowledged, readJournal } from './journal.ts';
export { createVerification, type Verification } from './live.ts';
export { report } from './report.ts';
export { type Difference, type InvariantId, INVARIANTS, type Result } from './result.ts';
export { verifier, type VerifierOptions } from './verifier.ts';
