import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SUFFIX = '.template';

/**
 * Writes Nginx's configuration as the official image's entry point does: each `templates/<name>.template`
 * becomes `conf.d/<name>`, with `${NGINX_…}` replaced.
 *
 * @param source the folder nginx/ of the project
 * @param target folder to fill: nginx.conf, mime.types, conf.d/
 * @param mimeTypes the file of the installed Nginx
 * @throws Error that names a variable of a template that has no value
 */
export function renderNginx(
  source: string,
  target: string,
  mimeTypes: string,
  variables: Readonly<Record<string, string>>,
): void {
  const generated = join(target, 'conf.d');
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(generated, { recursive: true });
  copyFileSync(join(source, 'nginx.conf'), join(target, 'nginx.conf'));
  copyFileSync(mimeTypes, join(target, 'mime.types'));
  const templates = join(source, 'templates');
  for (const file of readdirSync(templates).filter((name) => name.endsWith(SUFFIX))) {
    const text = readFileSync(join(templates, file), 'utf8');
    writeFileSync(join(generated, file.slice(0, -SUFFIX.length)), render(text, file, variables));
  }
}

/** Replaces what the image's `envsubst` would. */
export function render(
  text: string,
  file: string,
  variables: Readonly<Record<string, string>>,
): string {
  return text.replace(/\$\{(NGINX_\w+)\}/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`${file} needs ${name}, which has no value`);
    return value;
  });
}

/**
 * Reads a file of variables as compose does (`NAME=value`, comments on lines of their own).
 */
export function readVariables(file: string): Record<string, string> {
  const pairs = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => /^([A-Z_]+)=(.*)$/.exec(line))
    .filter((found) => found !== null);
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}
