import { setTimeout as attendre } from 'node:timers/promises';

import type { Caisse } from './caisses.ts';
import { type Conclusion, encaisser, retourner } from './encaisser.ts';
import type { Fautes } from './fautes.ts';
import { parfois, type Scenario } from './fournisseur.ts';
import type { Systeme } from './systeme.ts';
import { hasardDe } from './tailles.ts';
import { preparerVentes } from './ventes.ts';

/** What a crowd of tills went through. */
export interface Bilan {
  conclusions: Conclusion[];
  retours: number;
}

export interface Affluence {
  /** The figure, whose streams of choices the clients draw from. */
  figure: string;
  clients: number;
  /** One card in so many meets an accident at the payment provider, recorded in `fautes`; none unless told. */
  accidents?: { sur: number; fautes: Fautes };
}

/**
 * Tills that sell one cart after the other, and return one sale in ten.
 *
 * A sale has a stream of choices of its own: what it holds and what its card meets depend on its place among the
 * sales of its client, and on nothing that happened before.
 *
 * @param continuer asked before each sale, with how many were begun
 */
export async function faireVendre(
  systeme: Systeme,
  caisses: readonly Caisse[],
  { figure, clients, accidents }: Affluence,
  continuer: (faites: number) => boolean,
): Promise<Bilan> {
  const bilan: Bilan = { conclusions: [], retours: 0 };
  const scenarios = new Map<string, { scenario: Scenario; client: number; rang: number }>();
  if (accidents) {
    systeme.fournisseur.choisir = (cle) => {
      const prevu = scenarios.get(cle.split(':')[0] ?? '');
      if (!prevu || prevu.scenario === 'accepter') return 'accepter';
      const suite = `terminal, client ${prevu.client}`;
      accidents.fautes.noter(suite, `sale ${prevu.rang}: ${prevu.scenario}`, systeme.journal);
      return prevu.scenario;
    };
  }
  let lancees = 0;
  const vendre = async (client: number) => {
    const caisse = caisses[client % caisses.length] as Caisse;
    for (let rang = 1; continuer(lancees); rang += 1) {
      lancees += 1;
      const hasard = hasardDe(`${figure}/client-${client}/${rang}`);
      // The onlooker's own connections are cut with the server's; they come back by themselves.
      const saisies = await preparerVentes(systeme, [caisse], hasard, 1).catch(() => []);
      const [saisie] = saisies;
      if (!saisie) {
        await attendre(100);
        continue;
      }
      if (accidents) {
        const scenario = parfois(hasard, accidents.sur)();
        scenarios.set(saisie.venteId, { scenario, client, rang });
      }
      const conclusion = await encaisser(systeme, saisie);
      bilan.conclusions.push(conclusion);
      const rend = hasard.uneFoisSur(10);
      if (conclusion.resultat.vente && rend) {
        bilan.retours += 1;
        await retourner(systeme, {
          annulationId: hasard.uuid(),
          venteId: saisie.venteId,
          motif: 'Retour',
        });
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, (_, i) => vendre(i)));
  } finally {
    systeme.fournisseur.choisir = () => 'accepter';
  }
  return bilan;
}

/** How many of them were sold. */
export const reussies = ({ conclusions }: Bilan) =>
  conclusions.filter(({ resultat }) => resultat.vente !== undefined).length;
