import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { format } from 'prettier';

import { createClient } from '../e2e/support/client.ts';
import { startStandalone } from '../e2e/support/standalone.ts';
import { ADMIN } from '../support/identites.ts';
import { reunirStock } from './affluence.ts';
import { dessiner } from './endurance/image.ts';
import { type Melange, ouvrirMelange } from './endurance/melange.ts';
import { type Etat, rapport } from './endurance/rapport.ts';
import { apresChauffe, dureeComptee, type Echantillon } from './endurance/tendance.ts';
import { lireMetrique } from './metriques.ts';

const CHAUFFE_S = 600;
const ECHANTILLON_S = 10;
/** Gestures a second: half of what two busy cores do, so that a queue is no reason to grow. */
const RYTHME = 8;
/** Gestures in hand at once; a system that is late is not buried. */
const EN_COURS = 32;

/**
 * Plays a steady mix on the standalone mode and writes how its memory goes into docs/mesures, as a table and a picture.
 * Stopped at any moment, the same command goes on with what it has, in a new process.
 *
 * @param reglages.minutes how long, with the time to warm up: ten minutes, or a third of a short run
 * @param reglages.graine chooses who does what
 */
export async function mesurerEndurance(reglages: {
  minutes: number;
  graine: string;
}): Promise<string> {
  const { minutes, graine } = reglages;
  const chauffeS = Math.min(CHAUFFE_S, minutes * 20);
  const dossier = `node_modules/.cache/caisse/endurance/${graine}-${minutes}`;
  mkdirSync(dossier, { recursive: true });
  const fichier = join(dossier, 'etat.json');
  const etat = lireEtat(fichier, graine);
  const reste = () =>
    minutes * 60 -
    chauffeS -
    dureeComptee(etat.segments.map((segment) => apresChauffe(segment, chauffeS)));
  if (reste() > 0) {
    // Nobody signs in again in the midst of a long run.
    process.env['JETON_DUREE_MIN'] ??= '720';
    const caisse = await startStandalone(join(dossier, 'donnees'));
    const couper = () => void caisse.stop().finally(() => process.exit(130));
    process.once('SIGINT', couper).once('SIGTERM', couper);
    try {
      const client = createClient(caisse.url);
      if (etat.segments.length === 0) await reunirStock(client.as(ADMIN));
      const melange = await ouvrirMelange(client, `${graine}-${etat.segments.length}`);
      const segment: Echantillon[] = [];
      etat.segments.push(segment);
      await charger(melange, etat, async (s) => {
        segment.push({
          s,
          rss: await lireMetrique(caisse.url, 'process_resident_memory_bytes'),
          tas: await lireMetrique(caisse.url, 'nodejs_heap_size_used_bytes'),
        });
        ecrire(fichier, JSON.stringify(etat));
        return reste() > 0;
      });
    } finally {
      await caisse.stop();
    }
  }
  const texte = await conclure(etat, { minutes, chauffeS });
  // What is written is done: the same command begins anew.
  rmSync(dossier, { recursive: true });
  return texte;
}

/** Gestures at their rhythm, and a look at each ten seconds, as long as it says so. */
async function charger(
  melange: Melange,
  etat: Etat,
  regarder: (s: number) => Promise<boolean>,
): Promise<void> {
  const debut = performance.now();
  const enCours = new Set<Promise<void>>();
  let prochain = 0;
  for (let tour = 0; ; tour += 1) {
    const s = (performance.now() - debut) / 1_000;
    if (s >= prochain) {
      if (!(await regarder(s))) break;
      prochain += ECHANTILLON_S;
    }
    if (enCours.size < EN_COURS) {
      const acte: Promise<void> = melange
        .agir()
        .then(({ geste, inattendu }) => {
          etat.gestes[geste] = (etat.gestes[geste] ?? 0) + 1;
          if (inattendu === undefined) return;
          const quoi = `${geste} ${inattendu}`;
          etat.inattendus[quoi] = (etat.inattendus[quoi] ?? 0) + 1;
        })
        .finally(() => enCours.delete(acte));
      enCours.add(acte);
    }
    const suivant = debut + ((tour + 1) * 1_000) / RYTHME;
    await delay(Math.max(0, suivant - performance.now()));
  }
  await Promise.all(enCours);
}

async function conclure(
  etat: Etat,
  { minutes, chauffeS }: { minutes: number; chauffeS: number },
): Promise<string> {
  const date = new Date().toISOString().slice(0, 10);
  // Less than half an hour is for looking at.
  const dossier = minutes < 30 ? 'artefacts/endurance' : 'docs/mesures';
  mkdirSync(dossier, { recursive: true });
  const image = `${date}-endurance.svg`;
  writeFileSync(join(dossier, image), dessiner(etat.segments, chauffeS));
  const machine = `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'} at the end`;
  const texte = rapport(etat, { date, minutes, chauffeS, rythme: RYTHME, machine, image });
  const sortie = join(dossier, `${date}-endurance.md`);
  writeFileSync(sortie, await format(texte, { parser: 'markdown' }));
  return `${sortie}\n\n${readFileSync(sortie, 'utf8')}`;
}

function lireEtat(fichier: string, graine: string): Etat {
  if (!existsSync(fichier)) return { graine, segments: [], gestes: {}, inattendus: {} };
  return JSON.parse(readFileSync(fichier, 'utf8')) as Etat;
}

/** Whole or not at all: a run may be killed at any moment. */
function ecrire(fichier: string, texte: string): void {
  writeFileSync(`${fichier}.partiel`, texte);
  renameSync(`${fichier}.partiel`, fichier);
}
