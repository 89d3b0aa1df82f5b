/**
 * Plays the whole matrix of the scanner robot and of the killed browser, and writes a dated report under docs/mesures.
 * BALAYAGES_GRAINE sets the seed. BALAYAGES_RESULTATS names the folder of an earlier run, which is gone on with: a trial
 * that has its result is not played again.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';

import { launch, openPage } from '../../support/navigateur.ts';
import { startStandalone } from '../../support/standalone.ts';
import { ouvrirUneCaisse } from './caisse.ts';
import { balayerDesArticles, type Constat, type Essai, type Foyer } from './essai.ts';
import type { Fin } from './lecteur.ts';
import { type Moment, type Retour, tuerEtRevenir } from './mise-a-mort.ts';

const CADENCES = [265, 500];
const LATENCES = [0, 100, 300, 1_500];
const FOYERS: Foyer[] = ['recherche', 'quantite', 'recu'];
const FINS: Fin[] = ['Enter', 'Tab'];
const MOMENTS: Moment[] = [0, 300, 1_500, 5_000, 'paiement'];
const FOIS = 2;

type Resultat<T> = T & { charge: number };

const debut = new Date();
const graine = Number(process.env['BALAYAGES_GRAINE'] ?? '1');
const dossier =
  process.env['BALAYAGES_RESULTATS'] ?? join('artefacts/balayages', String(debut.getTime()));
mkdirSync(dossier, { recursive: true });

/** The result that an earlier run left, else that of playing it now. */
async function jouer<T>(nom: string, essai: () => Promise<T>): Promise<Resultat<T>> {
  const fichier = join(dossier, `${nom}.json`);
  if (existsSync(fichier)) return JSON.parse(readFileSync(fichier, 'utf8')) as Resultat<T>;
  const resultat = { ...(await essai()), charge: Math.round(loadavg()[0] ?? 0) };
  writeFileSync(fichier, JSON.stringify(resultat));
  process.stdout.write(`${nom} ${JSON.stringify(resultat)}\n`);
  return resultat;
}

const essais: Essai[] = CADENCES.flatMap((cadence) =>
  LATENCES.flatMap((latence) =>
    FOYERS.flatMap((foyer) => FINS.map((fin) => ({ cadence, latence, foyer, fin }))),
  ),
);

const caisse = await startStandalone();
const navigateur = await launch();
const { page } = await openPage(navigateur, { width: 1280, height: 800 });
page.setDefaultTimeout(60_000);
await ouvrirUneCaisse(page, caisse.url, 1);

const balayages: [Essai, Resultat<Constat>][] = [];
for (const [rang, essai] of essais.entries()) {
  const nom = `${essai.cadence}-${essai.latence}-${essai.foyer}-${essai.fin}`;
  balayages.push([essai, await jouer(nom, () => balayerDesArticles(page, essai, graine + rang))]);
}
await navigateur.close();

const morts: [Moment, Resultat<Retour>][] = [];
for (const moment of MOMENTS) {
  for (let fois = 1; fois <= FOIS; fois += 1) {
    const resultat = await jouer(`mort-${moment}-${fois}`, () =>
      tuerEtRevenir(caisse.url, 2, moment),
    );
    morts.push([moment, resultat]);
  }
}
await caisse.dispose();

const compte = (constat: Constat) => Object.values(constat.balayes).reduce((a, b) => a + b, 0);
const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
  encoding: 'utf8',
}).stdout.trim();
const total = balayages.reduce((somme, [, constat]) => somme + compte(constat), 0);
const perdus = balayages.filter(([, { ecarts }]) => ecarts.length > 0);
const bons = morts.filter(([, { recu, panier }]) => recu && panier.length === 0);
const charges = [...balayages, ...morts].map(([, { charge }]) => charge);
const jour = debut.toISOString().slice(0, 10);

writeFileSync(
  `docs/mesures/${jour}-balayages.md`,
  `# Scans and killed browsers, ${jour}

What \`npm run test:balayages\` measured on ${commit}, started ${debut.toISOString()}, seed ${graine}: a robot in Chromium scans
ten items a trial, one of them a code that no product has, keys at 2 ms; each answer of the server is delayed by the
latency. Each item must be in the cart or in the list beside it. The load of the machine, other work included, was ${Math.min(...charges)} to
${Math.max(...charges)} on 2 cores.

- ${balayages.length} trials, ${total} scans: ${perdus.length} trials with a difference (bound at 95 %: ${(3 / total).toFixed(4)} a scan when it is 0)
- browser killed with all its processes and started again, ${morts.length} trials: ${bons.length} came back to the receipt, ${
    morts.filter(([, { panier }]) => panier.length > 0).length
  } offered the sold cart

| item every, ms | latency, ms | focus | ended by | scans | differences |
| --- | --- | --- | --- | --- | --- |
${balayages
  .map(
    ([{ cadence, latence, foyer, fin }, constat]) =>
      `| ${cadence} | ${latence} | ${foyer} | ${fin} | ${compte(constat)} | ${constat.ecarts.join('; ') || 'none'} |`,
  )
  .join('\n')}

| killed | trials | back at the receipt | sold cart offered |
| --- | --- | --- | --- |
${MOMENTS.map((moment) => {
  const siens = morts.filter(([m]) => m === moment).map(([, retour]) => retour);
  const quand =
    moment === 'paiement'
      ? 'the answer to the payment under way'
      : `${moment} ms after the receipt`;
  return `| ${quand} | ${siens.length} | ${siens.filter(({ recu }) => recu).length} | ${siens.filter(({ panier }) => panier.length > 0).length} |`;
}).join('\n')}
`,
);
spawnSync('node_modules/.bin/prettier', ['--write', `docs/mesures/${jour}-balayages.md`]);
process.exitCode = perdus.length > 0 || bons.length < morts.length ? 1 : 0;
