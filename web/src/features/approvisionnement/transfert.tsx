import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { FragmentType } from '../../shared/api/generated/index.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import tableau from '../../shared/ui/tableau.module.css';
import styles from './approvisionnement.module.css';
import {
  LigneApprovisionnement,
  type LIGNE_APPROVISIONNEMENT,
} from './ligne-approvisionnement.tsx';
import { lignesDe, sansRefus, type Quantites } from './quantites.ts';
import { useTransfererStock, type TransfertFait } from './use-transferer-stock.ts';

type Lieu = { id: string; nom: string };
type Produit = FragmentType<typeof LIGNE_APPROVISIONNEMENT> & { id: string };
type Refus = { message: string; parProduit: ReadonlyMap<string, string> };

type Props = { centre: Lieu; magasin: Lieu; produits: readonly Produit[] };

/** One transfer of many products: all of it leaves, or none. */
export function Transfert({ centre, magasin, produits }: Props) {
  const { t } = useTranslation();
  const [quantites, remplir] = useState<Quantites>({});
  // Kept until a terminal answer: repeating it after a lost answer does not transfer twice.
  const [transfertId, fixerId] = useState(() => uuidv7());
  const [refus, refuser] = useState<Refus | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const [fait, finir] = useState<TransfertFait | null>(null);
  const [transferer, enCours] = useTransfererStock();
  const lignes = lignesDe(quantites);
  const illisible = Object.values(quantites).some((texte) => !sansRefus(texte));

  const envoyer = async () => {
    refuser(null);
    tomber(null);
    finir(null);
    const input = { transfertId, sourceId: centre.id, destinationId: magasin.id, lignes };
    const issue = await transferer({ input });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    fixerId(uuidv7());
    const { resultat } = issue;
    if (resultat.__typename === 'Transfert') {
      remplir({});
      return finir(resultat);
    }
    const parProduit = new Map<string, string>();
    if (resultat.__typename === 'StockInsuffisant') {
      for (const { produit, disponible } of resultat.ruptures) {
        parProduit.set(produit.id, t('approvisionnement.auPlus', { count: disponible }));
      }
    } else if (resultat.__typename === 'SaisieInvalide') {
      for (const { champ, message } of resultat.champs) {
        const produitId = lignes[Number(/lignes\.(\d+)/.exec(champ)?.[1] ?? -1)]?.produitId;
        if (produitId) parProduit.set(produitId, message);
      }
    }
    refuser({ message: resultat.message, parProduit });
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    if (lignes.length > 0 && !illisible) void envoyer();
  };

  return (
    <form onSubmit={soumettre} className={styles.transfert}>
      {fait && (
        <Alerte ton="succes">
          {t('approvisionnement.fait', { magasin: fait.destination.nom })}{' '}
          {fait.lignes.map(({ produit, quantite }) => `${produit.nom} × ${quantite}`).join(', ')}
        </Alerte>
      )}
      {refus && <Alerte>{refus.message}</Alerte>}
      {panne && <PanneAlerte panne={panne} reessayer={() => void envoyer()} />}
      <div className={tableau.cadre}>
        <table className={tableau.tableau}>
          <thead>
            <tr>
              <th scope="col">{t('produits.produit')}</th>
              <th scope="col" className={tableau.nombre}>
                {centre.nom}
              </th>
              <th scope="col" className={tableau.nombre}>
                {magasin.nom}
              </th>
              <th scope="col" className={tableau.nombre}>
                {t('approvisionnement.quantite')}
              </th>
            </tr>
          </thead>
          <tbody>
            {produits.map((produit) => (
              <LigneApprovisionnement
                key={produit.id}
                produit={produit}
                centreId={centre.id}
                magasinId={magasin.id}
                saisie={quantites[produit.id] ?? ''}
                refus={refus?.parProduit.get(produit.id) ?? null}
                surSaisie={(texte) => {
                  // A refusal is about what was asked: asking for something else answers it.
                  refuser(null);
                  remplir({ ...quantites, [produit.id]: texte });
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.envoi}>
        <span role="status">{t('approvisionnement.aTransferer', { count: lignes.length })}</span>
        <Bouton
          ton="plein"
          taille="grande"
          type="submit"
          disabled={enCours || illisible || lignes.length === 0}
        >
          {t('approvisionnement.transferer', { magasin: magasin.nom })}
        </Bouton>
      </div>
    </form>
  );
}
