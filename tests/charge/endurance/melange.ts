import { randomUUID } from 'node:crypto';

import type { Answer, Client } from '../../e2e/support/client.ts';
import { readDocuments } from '../../e2e/support/documents.ts';
import { creerHasard } from '../../pannes/harnais/hasard.ts';
import { compteDe } from '../../support/comptes.ts';
import { ADMIN, caissierDe, gerantDe } from '../../support/identites.ts';

/** What people do, and how many times in a hundred. */
const PARTS = {
  chercher: 34,
  remplir: 24,
  encaisser: 16,
  rembourser: 6,
  rapport: 6,
  refuse: 10,
  connexion: 4,
} as const;

export type Geste = keyof typeof PARTS;
export const GESTES = Object.keys(PARTS) as Geste[];

/** What became of a gesture: what came back, by name; undefined as it should. */
export interface Acte {
  geste: Geste;
  inattendu?: string;
}

/** A day without an end. */
export interface Melange {
  /** One more gesture, chosen by the seed. */
  agir(): Promise<Acte>;
  /** A gesture by its name. */
  faire(geste: Geste): Promise<Acte>;
}

const PRODUITS = ['1', '2', '3', '4', '5'];
/** Carts and sales at hand, so that no gesture waits for another. */
const A_LA_MAIN = 20;
/** Each is refused for a reason of its own: not GraphQL, not of the schema, too deep, for services alone. */
const REFUSES: readonly string[] = [
  '{ magasins { id',
  '{ articles { id } }',
  `{ magasins ${'{ caisses { magasin '.repeat(8)} { id } ${'} }'.repeat(8)} }`,
  '{ evenementsVente(limite: 1) { reste } }',
];

/**
 * Opens a till of the first store and plays the store: searches, carts, sales, refunds, reports, documents that are
 * refused, sign-ins.
 *
 * @param graine two runs with the same seed do the same in the same order
 */
export async function ouvrirMelange(client: Client, graine: string): Promise<Melange> {
  const documents = readDocuments();
  const hasard = creerHasard(graine, 'endurance');
  const [caissier, gerant] = [client.as(caissierDe(1)), client.as(gerantDe(1))];
  const jouer = async (qui: Client, nom: string, variables: Record<string, unknown>) =>
    membreDe(await qui.send(documents.get(nom) ?? '', variables));
  const session = await ouvrirSession(caissier, documents);
  const pleins: string[] = [];
  const vendues: { id: string; produitId: string }[] = [];

  async function remplir(): Promise<string> {
    const panierId = randomUUID();
    const cree = await jouer(caissier, 'creer-panier', { id: panierId, sessionCaisseId: session });
    if (cree !== 'Panier') return cree;
    const produitId = hasard.choisir(PRODUITS);
    const rempli = await jouer(caissier, 'ajouter-au-panier', { panierId, produitId, quantite: 1 });
    if (rempli === 'Panier' && pleins.length < A_LA_MAIN) pleins.push(`${panierId} ${produitId}`);
    return rempli;
  }

  const gestes: Record<Geste, () => Promise<string>> = {
    chercher: () =>
      jouer(caissier, 'rechercher', {
        ...{ magasinId: '1', first: 20 },
        recherche: hasard.choisir(['a', 'po', 'eau', 'pain', 'rien de tel']),
      }),
    remplir,
    async encaisser() {
      if (pleins.length === 0) await remplir();
      const [panierId = '', produitId = ''] = pleins.shift()?.split(' ') ?? [];
      const venteId = randomUUID();
      const paiements = [{ mode: 'COMPTANT', montant: 2_000 }];
      const membre = await jouer(caissier, 'checkout', { input: { venteId, panierId, paiements } });
      if (membre === 'CheckoutReussi' && vendues.length < A_LA_MAIN)
        vendues.push({ id: venteId, produitId });
      return membre;
    },
    async rembourser() {
      const vente = vendues.shift();
      if (!vente) return 'AnnulationReussie';
      const lignes = [{ produitId: vente.produitId, quantite: 1 }];
      const input = { annulationId: randomUUID(), venteId: vente.id, lignes, motif: 'Endurance' };
      return jouer(gerant, 'annuler-vente', { input });
    },
    rapport: () =>
      jouer(client.as(ADMIN), 'rapport-ventes', {
        filtre: { du: '2026-01-01', au: '2026-12-31' },
      }),
    async refuse() {
      const { status, errors } = await caissier.send(hasard.choisir(REFUSES));
      return status === 400 && errors ? 'refus' : `status ${status}`;
    },
    connexion: () => {
      const { identifiant, motDePasse } = compteDe(caissierDe(hasard.entre(2, 5)));
      return jouer(client, 'connexion', { identifiant, motDePasse });
    },
  };

  const faire = async (geste: Geste): Promise<Acte> => {
    const rendu = await gestes[geste]().catch((erreur: unknown) => String(erreur).slice(0, 80));
    return rendu === ATTENDUS[geste] ? { geste } : { geste, inattendu: rendu };
  };
  return { faire, agir: () => faire(tirer(hasard.entier(100))) };
}

const ATTENDUS: Record<Geste, string> = {
  chercher: 'données',
  remplir: 'Panier',
  encaisser: 'CheckoutReussi',
  rembourser: 'AnnulationReussie',
  rapport: 'données',
  refuse: 'refus',
  connexion: 'Authentification',
};

/** The gesture of a number under a hundred. */
function tirer(nombre: number): Geste {
  let reste = nombre;
  return GESTES.find((geste) => (reste -= PARTS[geste]) < 0) ?? 'chercher';
}

/** What an answer is: the code of its error, the member of its union, or data. */
function membreDe({ status, data, errors }: Answer): string {
  if (errors) return errors[0]?.extensions?.code ?? `status ${status}`;
  const [champ] = Object.values((data ?? {}) as Record<string, { __typename?: string } | null>);
  return champ?.__typename ?? 'données';
}

/** The till's session: that of a run that was interrupted is open still. */
async function ouvrirSession(caissier: Client, documents: Map<string, string>): Promise<string> {
  const { ouvrirSessionCaisse: rendu } = (await caissier.run(
    documents.get('ouvrir-session') ?? '',
    { caisseId: '1', fondDeCaisse: 10_000 },
  )) as { ouvrirSessionCaisse: { id?: string; session?: { id: string } } };
  const id = rendu.id ?? rendu.session?.id;
  if (id === undefined) throw new Error(`No session: ${JSON.stringify(rendu)}`);
  return id;
}
