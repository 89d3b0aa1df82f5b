import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const gz = promisify(gzip);
const br = promisify(brotliCompress);

const TEXTE = /\.(js|css|html|svg)$/;
/** Below this, a compressed copy saves less than a packet. */
const PETIT = 1_024;
/** Quality 11 takes ten times as long for some percents less. */
const QUALITE = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Writes a `.gz` and a `.br` beside each text, so that the server compresses nothing while it serves. */
export function compresser(): Plugin {
  let dossier = '';
  return {
    name: 'compresser',
    apply: 'build',
    configResolved(config) {
      dossier = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const fichiers = await readdir(dossier, { recursive: true });
      await Promise.all(
        fichiers
          .filter((nom) => TEXTE.test(nom))
          .map(async (nom) => {
            const chemin = join(dossier, nom);
            const texte = await readFile(chemin);
            if (texte.length < PETIT) return;
            await writeFile(`${chemin}.gz`, await gz(texte, { level: 9 }));
            await writeFile(`${chemin}.br`, await br(texte, QUALITE));
          }),
      );
    },
  };
}
