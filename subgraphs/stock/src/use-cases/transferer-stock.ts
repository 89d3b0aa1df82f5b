import { type Acteur, acteurDe, crashPoint, type RequestContext } from '@caisse/subgraph-kit';
import {
  echec,
  type Echec,
  enCle,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import type { EcritureTransfert } from '../data/transfert-repository.ts';
import { produitInconnu } from '../domain/lignes.ts';
import type { Rupture } from '../domain/rupture.ts';
import {
  type DemandeTransfert,
  empreinteTransfert,
  type SaisieTransfert,
  type Transfert,
  verifierTransfert,
} from '../domain/transfert.ts';
import { type StockInsuffisant, stockInsuffisant } from './stock-insuffisant.ts';

export type ResultatTransfert =
  | { __typename: 'Transfert'; transfert: Transfert }
  | StockInsuffisant
  | Echec<'MagasinIntrouvable'>
  | Echec<'CleReutilisee'>
  | SaisieInvalide;

interface Dependances extends Pick<RequestContext, 'identity' | 'requestId'> {
  caisse: {
    lieuxExistent(
      sourceId: number,
      destinationId: number,
    ): Promise<{ source: boolean; destination: boolean }>;
  };
  stocks: { tenus(produitIds: readonly number[]): Promise<Set<number>> };
  transferts: {
    transferer(
      demande: DemandeTransfert,
      empreinte: string,
      acteur: Acteur,
    ): Promise<EcritureTransfert>;
    parIds(ids: readonly string[]): Promise<Transfert[]>;
  };
}

/**
 * Moves goods from a place to another, all or nothing. Idempotent by the transfer's id; a refusal is not
 * remembered. Who moved them is in the audit log.
 */
export async function transfererStock(
  { caisse, stocks, transferts, ...requete }: Dependances,
  saisie: SaisieTransfert,
): Promise<ResultatTransfert> {
  const { lignes, champs } = verifierTransfert(saisie);
  if (champs.length > 0) return saisieInvalide(champs);
  const sourceId = enCle(saisie.sourceId);
  if (sourceId === null) return magasinIntrouvable(saisie.sourceId);
  const destinationId = enCle(saisie.destinationId);
  if (destinationId === null) return magasinIntrouvable(saisie.destinationId);
  const existe = await caisse.lieuxExistent(sourceId, destinationId);
  if (!existe.source) return magasinIntrouvable(saisie.sourceId);
  if (!existe.destination) return magasinIntrouvable(saisie.destinationId);

  const demande = { id: saisie.transfertId, sourceId, destinationId, lignes };
  const ecriture = await transferts.transferer(
    demande,
    empreinteTransfert(demande),
    acteurDe(requete),
  );
  crashPoint('stock.apres-transfert');
  switch (ecriture.statut) {
    case 'RECU': {
      const [transfert] = await transferts.parIds([demande.id]);
      if (!transfert) throw new Error(`Transfer ${demande.id} was written but cannot be read`);
      return { __typename: 'Transfert', transfert };
    }
    case 'INSUFFISANT':
      return expliquer(
        saisie,
        ecriture.ruptures,
        await stocks.tenus(lignes.map((l) => l.produitId)),
      );
    case 'AUTRE_CONTENU':
      return echec(
        'CleReutilisee',
        'Cet identifiant de transfert a déjà servi à un autre transfert ; rien n’a été déplacé.',
      );
  }
}

/** A product that no place has ever held is a typing error; the others really lack. */
function expliquer(
  { lignes }: SaisieTransfert,
  ruptures: Rupture[],
  tenus: ReadonlySet<number>,
): StockInsuffisant | SaisieInvalide {
  const champs = lignes.flatMap(({ produitId }, rang) =>
    tenus.has(Number(produitId)) ? [] : [produitInconnu(rang, produitId)],
  );
  return champs.length > 0 ? saisieInvalide(champs) : stockInsuffisant(ruptures);
}

function magasinIntrouvable(id: string): Echec<'MagasinIntrouvable'> {
  return echec('MagasinIntrouvable', `Aucun lieu ne porte le numéro ${id}.`);
}
