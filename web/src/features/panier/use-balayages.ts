import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { CaisseGardee } from '../../shared/caisse/use-etat-caisse.ts';
import { sonnerRefus } from '../../shared/son/refus.ts';
import { listerDurable, modifierDurable } from '../../shared/stockage/durable.ts';
import { ajouter } from './ajout.ts';
import { creerBalayages, type Balayage } from './balayages.ts';
import type { File } from './file.ts';
import { useAjouterAuPanier, useCreerPanier } from './mutations.ts';
import { resoudre } from './resoudre.ts';

/** What is scanned at a till; each item is kept until the cart has it, so that not even a reload loses one. */
export function useBalayages(
  sessionId: string,
  file: File,
  lire: CaisseGardee['lire'],
  surAjout: (produitId: string) => void,
) {
  const client = useApolloClient();
  const [creer] = useCreerPanier();
  const [envoyer] = useAjouterAuPanier();
  const debut = `balayage/${sessionId}/`;
  const [balayages] = useState(() =>
    creerBalayages({
      file,
      panierId: () => lire().panierId,
      resoudre: (terme, exact) => resoudre(client, terme, exact),
      ajouter: (panierId, balayage, produit) => {
        surAjout(produit.id);
        return ajouter({ client, sessionId, creer, ajouter: envoyer }, panierId, balayage, produit);
      },
      garder: (balayage) => void modifierDurable<Balayage>(debut + balayage.id, () => balayage),
      oublier: (id) => void modifierDurable<Balayage>(debut + id, () => null),
      nouvelId: uuidv7,
      surRefus: sonnerRefus,
    }),
  );
  useEffect(() => {
    void listerDurable<Balayage>(debut).then((gardes) => balayages.reprendre(gardes));
  }, [balayages, debut]);
  const refuses = useSyncExternalStore(balayages.abonner, balayages.refuses);
  return { balayages, refuses };
}
