// Writes docs/acces.md, who may reach what, from the six schemas and the rights of the roles; with --check, says
// whether the committed file is what they say.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'graphql';
import prettier from 'prettier';
import { writeBundle } from './build/bundle.mjs';
import { accessOf, verdict } from './lib/access.mjs';
import { SUBGRAPHS, exists, fromRoot, read, subgraphSdl } from './lib/project.mjs';

const FILE = 'docs/acces.md';
const OUT = 'node_modules/.cache/caisse/acces';

await writeBundle({ acces: 'packages/acces/src/index.ts' }, OUT);
/** @type {{ ROLES: readonly string[], SCOPES: readonly string[], scopesDe: (role: string) => string[], attacheAuMagasin: (role: string) => boolean }} */
const { ROLES, SCOPES, scopesDe, attacheAuMagasin } = await import(
  pathToFileURL(fromRoot(`${OUT}/acces.js`)).href
);

/** @param {import('./lib/access.mjs').Access} access */
function row(access) {
  const cells = ROLES.map((role) => {
    if (verdict(access, scopesDe(role)) !== 'permis') return '';
    return access.ownStore && attacheAuMagasin(role) ? 'own store' : 'yes';
  });
  const services = (access.scopes ?? [])
    .flat()
    .filter((scope) => scope.startsWith('service:'))
    .map((scope) => scope.slice('service:'.length));
  return `| \`${access.member}\` | ${access.isPublic ? 'yes' : ''} | ${cells.join(' | ')} | ${services.join(', ')} |`;
}

const head = `| | nobody known | ${ROLES.join(' | ')} | services named |\n|${'---|'.repeat(ROLES.length + 3)}`;
const tables = SUBGRAPHS.map((subgraph) => {
  const rows = accessOf(parse(subgraphSdl(subgraph)))
    .filter(({ kind, scopes, isPublic }) => kind !== 'field' || scopes || isPublic)
    .map(row);
  return `## ${subgraph}\n\n${head}\n${rows.join('\n')}\n`;
});
const rights = SCOPES.map(
  (scope) =>
    `| \`${scope}\` | ${ROLES.filter((role) => scopesDe(role).includes(scope)).join(', ')} |`,
);

const text = await prettier.format(
  `# Who may reach what

Written by \`npm run acces\` from the directives of the six schemas and the rights of the roles (\`packages/acces\`); the
test \`tests/acces/matrice\` asks every cell of it. _Own store_: employees of a store reach what belongs to their
store, and are refused what belongs to another. A service may also read whatever any employee may (\`@authenticated\`).
Root fields, then entities (also when the router asks for them by their key), then fields with a rule of their own.

| right | whose |
|---|---|
${rights.join('\n')}

${tables.join('\n')}`,
  { parser: 'markdown', printWidth: 110, proseWrap: 'preserve' },
);

if (exists(FILE) && read(FILE) === text) {
  console.log(`acces: ${FILE} is up to date`);
} else if (process.argv.includes('--check')) {
  console.error(`acces: ${FILE} is stale: run \`npm run acces\` and commit it.`);
  process.exitCode = 1;
} else {
  writeFileSync(fromRoot(FILE), text);
  console.log(`acces: ${FILE} written`);
}
