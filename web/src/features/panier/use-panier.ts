import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { ecrireMemoire, lireMemoire } from '../../shared/stockage/memoire.ts';
import { preparerAjout, type ProduitAjoute } from './ajout.ts';
import type { EchecPanier } from './echec.ts';
import { creerFile } from './file.ts';
import {
  useAjouterAuPanier,
  useCreerPanier,
  useModifierLigne,
  useViderPanier,
} from './mutations.ts';
import { quantiteConnue } from './quantite.ts';

const cle = (sessionId: string) => `caisse.panier.${sessionId}`;

function ouvrirPanierId(sessionId: string, neuf: boolean): string {
  const id = (neuf ? null : lireMemoire<string>(cle(sessionId))) ?? uuidv7();
  ecrireMemoire(cle(sessionId), id);
  return id;
}

/**
 * The open cart of a till: its id survives a reload, and it is created on the server with its first
 * product.
 */
export function usePanier(sessionId: string) {
  const client = useApolloClient();
  const [panierId, fixerPanierId] = useState(() => ouvrirPanierId(sessionId, false));
  const [echec, echouer] = useState<EchecPanier | null>(null);
  const [enFile] = useState(() => creerFile(echouer));
  const [actif, activer] = useState<string | null>(null);
  const [creer] = useCreerPanier();
  const [ajouterAuPanier] = useAjouterAuPanier();
  const [modifierLigne] = useModifierLigne();
  const [viderPanier] = useViderPanier();

  const ajouter = (produit: ProduitAjoute, quantite: number) => {
    activer(produit.id);
    const moyens = { client, panierId, sessionId, enFile, creer, ajouter: ajouterAuPanier };
    enFile(preparerAjout(moyens, produit, quantite));
  };

  const fixerQuantite = (produitId: string, quantite: number) => {
    activer(produitId);
    const envoyer = () => modifierLigne({ input: { panierId, produitId, quantite } });
    enFile({ envoyer, produitId });
  };

  // Relative to the quantity when its turn comes, so that three quick presses are three more.
  const decalerQuantite = (produitId: string, pas: number) => {
    activer(produitId);
    const envoyer = () => {
      const voulue = (quantiteConnue(client.cache, panierId, produitId) ?? 0) + pas;
      return modifierLigne({ input: { panierId, produitId, quantite: Math.max(0, voulue) } });
    };
    enFile({ envoyer, produitId });
  };

  const vider = () => enFile({ envoyer: () => viderPanier({ input: { panierId } }) });

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
