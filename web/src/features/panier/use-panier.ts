import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { CaisseGardee } from '../../shared/caisse/use-etat-caisse.ts';
import type { Issue } from '../../shared/api/use-envoi.ts';
import { lireEchec, type Echec, type ReponsePanier } from './echec.ts';
import { creerFile } from './file.ts';
import { useModifierLigne } from './mutations.ts';
import { lignesConnues, quantiteConnue } from './quantite.ts';
import { useBalayages } from './use-balayages.ts';

/** What went wrong with the last change of a line, and how to do it over. */
export type EchecLigne = { echec: Echec; reessayer: () => void };

/** The open cart of a till: it is created on the server with its first product. */
export function usePanier(sessionId: string, { etat, lire, changer }: CaisseGardee) {
  const client = useApolloClient();
  const [file] = useState(creerFile);
  const enRoute = useSyncExternalStore(file.abonner, file.enRoute);
  const [echec, echouer] = useState<EchecLigne | null>(null);
  const [actif, activer] = useState<string | null>(null);
  const [modifierLigne] = useModifierLigne();
  const { balayages, refuses } = useBalayages(sessionId, file, lire, activer);

  const changerLigne = (envoyer: () => Promise<Issue<ReponsePanier>>) => {
    const conclure = (issue: Issue<ReponsePanier>) => {
      const lu = lireEchec(issue);
      echouer(lu && { echec: lu, reessayer: () => changerLigne(envoyer) });
    };
    void file.faire(envoyer).then(conclure);
  };
  const fixerQuantite = (produitId: string, quantite: number) => {
    activer(produitId);
    const { panierId } = lire();
    changerLigne(() => modifierLigne({ input: { panierId, produitId, quantite } }));
  };
  // Relative to the quantity when its turn comes, so that three quick presses are three more.
  const decalerQuantite = (produitId: string, pas: number) => {
    activer(produitId);
    const { panierId } = lire();
    changerLigne(() => {
      const voulue = (quantiteConnue(client.cache, panierId, produitId) ?? 0) + pas;
      return modifierLigne({ input: { panierId, produitId, quantite: Math.max(0, voulue) } });
    });
  };

  /** Puts the cart away whole, in its turn: it stays as it is on the server, so that it can be taken back. */
  const vider = () => {
    const panierId = uuidv7();
    const ranger = () => changer((avant) => ({ ...avant, panierId, panierVide: avant.panierId }));
    void file.faire(ranger).then(() => (activer(null), echouer(null)));
  };
  const remettre = (lignes: ReturnType<typeof lignesConnues>) => {
    for (const { produit, nomProduit: nom, quantite, prixUnitaire: prix } of lignes) {
      const repris = { id: produit.id, nom, prix };
      balayages.recevoir({ terme: nom, quantite, exact: true, produit: repris });
    }
  };
  /** Takes the cart back that was put away, and adds to it what was begun since. */
  const reprendreVide = () => {
    const reprendre = async () => {
      const { panierId, panierVide } = lire();
      if (panierVide === null) return [];
      await changer((avant) => ({ ...avant, panierId: panierVide, panierVide: null }));
      return lignesConnues(client.cache, panierId);
    };
    void file.faire(reprendre).then(remettre);
  };
  const oublierVide = () => void changer((avant) => ({ ...avant, panierVide: null }));

  const recommencer = useCallback(() => {
    const panierId = uuidv7();
    echouer(null);
    activer(null);
    void changer((avant) => ({ ...avant, panierId, panierVide: null }));
  }, [changer]);

  /** A cart of yesterday is neither changed nor sold: a new one, in which a price that changed asks to be accepted. */
  const reprendreExpire = () => {
    const lignes = lignesConnues(client.cache, lire().panierId);
    recommencer();
    remettre(lignes);
  };

  return {
    panierId: etat.panierId,
    /** Whether nothing is in it, as far as answers say: what is drawn may be older. */
    estVide: () => lignesConnues(client.cache, lire().panierId).length === 0,
    peutReprendreVide: etat.panierVide !== null,
    /** How many changes are on their way: until they are there, the total is not the last word. */
    enRoute,
    retenir: file.retenir,
    echec,
    refuses,
    balayages,
    actif,
    activer,
    fixerQuantite,
    decalerQuantite,
    vider,
    reprendreVide,
    oublierVide,
    recommencer,
    reprendreExpire,
  };
}
