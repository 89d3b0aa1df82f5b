import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { autrePanier } from '../../shared/caisse/etat-caisse.ts';
import type { CaisseGardee } from '../../shared/caisse/use-etat-caisse.ts';
import type { Issue } from '../../shared/api/use-envoi.ts';
import { demandeUnRenouvellement, lireEchec, type Echec, type ReponsePanier } from './echec.ts';
import { creerFile } from './file.ts';
import { useModifierLigne, useRenouvelerPanier } from './mutations.ts';
import { lignesConnues, quantiteConnue } from './quantite.ts';
import { renouveler } from './renouvellement.ts';
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
  const [envoyerRenouvellement] = useRenouvelerPanier();
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
    const ranger = () =>
      changer((avant) => ({ ...autrePanier(avant, panierId), panierVide: avant.panierId }));
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
      await changer((avant) => autrePanier(avant, panierVide));
      return lignesConnues(client.cache, panierId);
    };
    void file.faire(reprendre).then(remettre);
  };
  const oublierVide = () => void changer((avant) => ({ ...avant, panierVide: null }));

  const recommencer = useCallback(() => {
    const panierId = uuidv7();
    echouer(null);
    activer(null);
    void changer((avant) => autrePanier(avant, panierId));
  }, [changer]);

  /** A cart of yesterday is neither changed nor sold: the same again at the prices of today, and what waited for it. */
  const renouvelerPanier = () => {
    const { panierId } = lire();
    const envoyer = (ancien: string, nouveauPanierId: string) =>
      envoyerRenouvellement({
        input: { panierId: ancien, nouveauPanierId, sessionCaisseId: sessionId },
      });
    const moyens = { lire, changer, envoyer, nouvelId: uuidv7 };
    const conclure = (issue: Echec | null) => {
      echouer(issue && { echec: issue, reessayer: renouvelerPanier });
      if (issue !== null) return;
      for (const { id, echec: refus } of balayages.refuses()) {
        if (refus && demandeUnRenouvellement(refus)) balayages.reessayer(id);
      }
    };
    void file.faire(() => renouveler(moyens, panierId)).then(conclure);
  };
  const oublierChangements = () => void changer((avant) => ({ ...avant, changements: null }));

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
    /** What changed when the cart was made again; null when there is nothing to read. */
    changements: etat.changements ?? null,
    renouvelerPanier,
    oublierChangements,
  };
}
