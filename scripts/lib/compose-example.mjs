const HEADER = `# Settings of docker-compose.yml, which gives each process its own; \`sh deploiement/secrets.sh\` writes them, and
# a file of the folder secrets/ for each secret, which only the containers that need it see.`;

/**
 * The part of .env.example that the compose file reads: each variable once, with what its \`:?\` says when it is
 * missing, or in a comment with its default; then what starts only when it is asked for.
 * @param {string} compose text of docker-compose.yml
 */
export function composeExample(compose) {
  /** @type {Map<string, string>} */
  const settings = new Map();
  for (const [, name = '', operator, rest] of compose.matchAll(/\$\{([A-Z_]+)(:[?-])?([^}]*)\}/g)) {
    if (settings.has(name) && operator === undefined) continue;
    settings.set(name, operator === ':-' ? `# ${name}=${rest}` : `# ${rest}\n${name}=`);
  }
  const profiles = new Set([...compose.matchAll(/profiles: \[(\w+)\]/g)].map(([, name]) => name));
  const optional = [...profiles].map((name) => `# COMPOSE_PROFILES=${name}`);
  return `${HEADER}\n\n${[...[...settings.values()].sort(requiredFirst), ...optional].join('\n')}\n`;
}

/** @param {string} a @param {string} b */
const requiredFirst = (a, b) => Number(!a.endsWith('=')) - Number(!b.endsWith('='));
