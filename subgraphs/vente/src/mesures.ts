import {
  Counter,
  Gauge,
  Histogram,
  type Logger,
  type Metrics,
  PublicError,
  retryBudget,
} from '@caisse/subgraph-kit';

import type { DossierRepository } from './data/dossier-repository.ts';
import type { RepriseRepository, SorteReprise } from './data/reprise-repository.ts';
import type { Etape } from './use-cases/echeance.ts';
import type { FaitInscrit } from './use-cases/poursuivre-vente.ts';

export type Mesures = ReturnType<typeof creerMesures>;

/** What vente measures of its own. */
export function creerMesures(
  { registry }: Metrics,
  reprises: Pick<RepriseRepository, 'compter'>,
  dossiers: Pick<DossierRepository, 'compter'>,
  logger: Logger,
) {
  const registers = [registry];
  const operations = new Counter({
    name: 'ventes_operations_total',
    help: 'Checkouts and returns answered, by the type of their answer; `erreur` when there was none.',
    labelNames: ['operation', 'resultat'],
    registers,
  });
  const etapes = new Histogram({
    name: 'ventes_etape_duree_seconds',
    help: 'Time that a step of a sale took, its repetitions and its failure included.',
    labelNames: ['etape'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  });
  const finies = new Counter({
    name: 'ventes_reprises_total',
    help: 'Sales and returns that the sweeper took over, by how that went.',
    labelNames: ['sorte', 'resultat'],
    registers,
  });
  // Present from the start: nothing taken over is not the same as nothing known.
  for (const sorte of ['vente', 'annulation'] as const) {
    for (const resultat of ['terminee', 'perdue', 'echec']) finies.inc({ sorte, resultat }, 0);
  }
  const faits = compteursDeFaits(registry);
  const concluesSansCaisse = new Counter({
    name: 'ventes_conclues_sans_caisse_total',
    help: 'Sales that a sweeper validated: every card was accepted, and no till asked any more.',
    registers,
  });
  const lectures = { reprises, dossiers, logger };
  mesurerDoute(registry, lectures);
  mesurerDossiers(registry, lectures);

  const budget = retryBudget();
  const retenues = new Counter({
    name: 'ventes_repetitions_retenues_total',
    help: 'Steps of sales that were not tried again before their deadline: the budget of repetitions was spent.',
    registers,
  });

  return {
    budget: {
      call: () => budget.call(),
      retry() {
        const granted = budget.retry();
        if (!granted) retenues.inc();
        return granted;
      },
    },
    observerEtape: (etape: Etape, ms: number) => {
      etapes.observe({ etape }, ms / 1_000);
    },

    compterReprise: (sorte: SorteReprise, resultat: 'terminee' | 'perdue' | 'echec') => {
      finies.inc({ sorte, resultat });
    },

    /** Counts what was written to the log. What a crash took from these counters, reporting still has. */
    compterFait({ sorte, magasinId, total, articles: unites, sansCaisse }: FaitInscrit) {
      if (sansCaisse) concluesSansCaisse.inc();
      const { nombre, montant, articles } = faits[sorte];
      const magasin = String(magasinId);
      nombre.inc({ magasin });
      montant.inc({ magasin }, total);
      articles.inc({ magasin }, unites);
    },

    /** Counts an operation by the type of its answer. */
    async compter<Reponse extends { __typename: string }>(
      operation: 'checkout' | 'abandonnerVente' | 'annulerVente',
      travail: Promise<Reponse>,
    ): Promise<Reponse> {
      let resultat = 'erreur';
      try {
        const reponse = await travail;
        resultat = reponse.__typename;
        return reponse;
      } catch (erreur) {
        if (erreur instanceof PublicError && erreur.extensions['code'] === 'INTERDIT') {
          resultat = 'Interdit';
        }
        throw erreur;
      } finally {
        operations.inc({ operation, resultat });
      }
    },
  };
}

/** Sales and returns of each store: how many, of what amount, of how many units. */
function compteursDeFaits(registry: Metrics['registry']) {
  const compteur = (name: string, help: string) =>
    new Counter({ name, help, labelNames: ['magasin'], registers: [registry] });
  return {
    vente: {
      nombre: compteur('ventes_validees_total', 'Sales, by store.'),
      montant: compteur('ventes_montant_cents_total', 'What was sold, taxes included, in cents.'),
      articles: compteur('ventes_articles_total', 'Units sold, by store.'),
    },
    annulation: {
      nombre: compteur('ventes_retours_total', 'Returns, by store.'),
      montant: compteur('ventes_retours_montant_cents_total', 'What was given back, in cents.'),
      articles: compteur('ventes_retours_articles_total', 'Units brought back, by store.'),
    },
  };
}

interface Lectures {
  reprises: Pick<RepriseRepository, 'compter'>;
  dossiers: Pick<DossierRepository, 'compter'>;
  logger: Logger;
}

interface Ligne {
  sorte: string;
  nombre: number;
  ageSecondes: number;
}

/** Two gauges of one statement, sent when somebody reads them. */
function jauges(
  registry: Metrics['registry'],
  logger: Logger,
  lire: () => Promise<Ligne[]>,
  [nombre, age]: [nombre: { name: string; help: string }, age: { name: string; help: string }],
): void {
  let lecture: Promise<Ligne[]> | undefined;
  const lireUneFois = () => {
    lecture ??= lire().finally(() => (lecture = undefined));
    return lecture;
  };
  const jauge = (description: { name: string; help: string }, mesure: 'nombre' | 'ageSecondes') =>
    new Gauge({
      ...description,
      labelNames: ['sorte'],
      registers: [registry],
      async collect() {
        try {
          for (const ligne of await lireUneFois()) this.set({ sorte: ligne.sorte }, ligne[mesure]);
        } catch (err) {
          // No figure rather than an old one.
          this.reset();
          logger.warn({ err }, 'What is in doubt could not be counted');
        }
      },
    });
  jauge(nombre, 'nombre');
  jauge(age, 'ageSecondes');
}

function mesurerDoute(registry: Metrics['registry'], { reprises, logger }: Lectures): void {
  jauges(registry, logger, () => reprises.compter(), [
    {
      name: 'ventes_en_doute',
      help: 'Sales and returns that outlived the lease of who began them.',
    },
    { name: 'ventes_en_doute_age_seconds', help: 'Age of the oldest of them.' },
  ]);
}

function mesurerDossiers(registry: Metrics['registry'], { dossiers, logger }: Lectures): void {
  jauges(registry, logger, () => dossiers.compter(), [
    {
      name: 'ventes_dossiers_a_traiter',
      help: 'Cases that a person has to look at, by what they are about.',
    },
    {
      name: 'ventes_dossiers_a_traiter_age_seconds',
      help: 'How long the oldest of them has waited.',
    },
  ]);
}
