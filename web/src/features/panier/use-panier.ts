import { useApolloClient } from '@apollo/client/react';
import { useCallback, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { lirePanne } from '../../shared/api/panne.ts';
import type { Issue } from '../../shared/api/use-envoi.ts';
import { ecrireMemoire, lireMemoire } from '../../shared/stockage/memoire.ts';
import { lireEchec, type EchecPanier, type ReponsePanier } from './echec.ts';
import {
  useAjouterAuPanier,
  useCreerPanier,
  useModifierLigne,
  useViderPanier,
} from './mutations.ts';
import { quantiteAuServeur, quantiteConnue } from './quantite.ts';

export type ProduitAjoute = { id: string; nom: string; prix: number };

type Envoi = {
  envoyer: () => Promise<Issue<ReponsePanier>>;
  /** How to send it again when no answer came; `envoyer` itself where repeating is harmless. */
  renvoyer?: () => Promise<Issue<ReponsePanier>>;
  produitId?: string;
  surPrix?: (nouveau: number) => void;
};

const cle = (sessionId: string) => `caisse.panier.${sessionId}`;

function ouvrirPanierId(sessionId: string, neuf: boolean): string {
  const id = (neuf ? null : lireMemoire<string>(cle(sessionId))) ?? uuidv7();
  ecrireMemoire(cle(sessionId), id);
  return id;
}

/**
 * The open cart of a till: its id survives a reload, it is created on the server with its first
 * product, and its changes leave one after the other, so that fast scanning keeps its order.
 */
export function usePanier(sessionId: string) {
  const client = useApolloClient();
  const [panierId, fixerPanierId] = useState(() => ouvrirPanierId(sessionId, false));
  const [echec, echouer] = useState<EchecPanier | null>(null);
  const [actif, activer] = useState<string | null>(null);
  const file = useRef<Promise<unknown>>(Promise.resolve());
  const [creer] = useCreerPanier();
  const [ajouterAuPanier] = useAjouterAuPanier();
  const [modifierLigne] = useModifierLigne();
  const [viderPanier] = useViderPanier();

  const enFile = useCallback((envoi: Envoi): void => {
    const faire = async () => {
      echouer(null);
      const issue = await envoi.envoyer();
      const reessayer = () => enFile({ ...envoi, envoyer: envoi.renvoyer ?? envoi.envoyer });
      echouer(lireEchec(issue, { reessayer, produitId: envoi.produitId, surPrix: envoi.surPrix }));
    };
    file.current = file.current.then(faire, faire);
  }, []);

  const ajouter = useCallback(
    (produit: ProduitAjoute, quantite: number): void => {
      activer(produit.id);
      const input = { panierId, produitId: produit.id, quantite, prixAffiche: produit.prix };
      let avant = 0;
      const envoyer = async (): Promise<Issue<ReponsePanier>> => {
        const connue = quantiteConnue(client.cache, panierId, produit.id);
        if (connue === null) {
          const cree = await creer({ input: { id: panierId, sessionCaisseId: sessionId } });
          if (cree.sorte === 'panne' || cree.resultat.__typename !== 'Panier') return cree;
        }
        avant = connue ?? 0;
        return ajouterAuPanier({ input });
      };
      // Adding twice is not adding once: after a lost answer, look before sending again.
      const renvoyer = async (): Promise<Issue<ReponsePanier>> => {
        try {
          const maintenant = await quantiteAuServeur(client, panierId, produit.id);
          if (maintenant !== null && maintenant >= avant + quantite) {
            return { sorte: 'reponse', resultat: { __typename: 'Panier' } };
          }
          return await envoyer();
        } catch (erreur) {
          return { sorte: 'panne', panne: lirePanne(erreur) };
        }
      };
      const surPrix = (prix: number) => ajouter({ ...produit, prix }, quantite);
      enFile({ envoyer, renvoyer, produitId: produit.id, surPrix });
    },
    [client, panierId, sessionId, enFile, creer, ajouterAuPanier],
  );

  const fixerQuantite = useCallback(
    (produitId: string, quantite: number) => {
      activer(produitId);
      const envoyer = () => modifierLigne({ input: { panierId, produitId, quantite } });
      enFile({ envoyer, produitId });
    },
    [panierId, enFile, modifierLigne],
  );

  // Relative to the quantity when its turn comes, so that three quick presses are three more.
  const decalerQuantite = useCallback(
    (produitId: string, pas: number) => {
      activer(produitId);
      const envoyer = () => {
        const voulue = (quantiteConnue(client.cache, panierId, produitId) ?? 0) + pas;
        return modifierLigne({ input: { panierId, produitId, quantite: Math.max(0, voulue) } });
      };
      enFile({ envoyer, produitId });
    },
    [client, panierId, enFile, modifierLigne],
  );

  const vider = useCallback(
    () => enFile({ envoyer: () => viderPanier({ input: { panierId } }) }),
    [panierId, enFile, viderPanier],
  );

  const recommencer = useCallback(() => {
    echouer(null);
    activer(null);
    fixerPanierId(ouvrirPanierId(sessionId, true));
  }, [sessionId]);

  return {
    panierId,
    echec,
    actif,
    activer,
    ajouter,
    fixerQuantite,
    decalerQuantite,
    vider,
    recommencer,
  };
}
