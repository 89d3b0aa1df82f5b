import { runGenerate } from './generate/run.mjs';

console.log('generate');
const outcomes = await runGenerate();
if (outcomes.includes('failed')) process.exitCode = 1;
