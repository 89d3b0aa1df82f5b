// Composes the six schemas into router/supergraph.graphql; with --check, says whether the committed
// file is what the schemas compose to.
import { writeFileSync } from 'node:fs';
import { SUPERGRAPH, exists, fromRoot, read } from './lib/project.mjs';
import { elapsed, messageOf } from './lib/steps.mjs';
import { composeSupergraph } from './lib/supergraph.mjs';

const start = performance.now();
const check = process.argv.includes('--check');

try {
  const composed = composeSupergraph();
  const unchanged = exists(SUPERGRAPH) && read(SUPERGRAPH) === composed;
  if (unchanged) {
    console.log(`compose: ${SUPERGRAPH} is up to date, ${elapsed(start)}`);
  } else if (check) {
    console.error(
      `compose: ${SUPERGRAPH} is stale: run \`npm run compose\` and commit the file with the schema that changed.`,
    );
    process.exitCode = 1;
  } else {
    writeFileSync(fromRoot(SUPERGRAPH), composed);
    console.log(`compose: ${SUPERGRAPH} written, ${elapsed(start)}`);
  }
} catch (error) {
  console.error(`compose: the schemas do not compose:\n${messageOf(error)}`);
  process.exitCode = 1;
}
