import { graphql, lireFragment, type FragmentType } from '../api/generated/index.ts';
import { adresseInsecable } from '../format/adresse.ts';
import styles from './recu.module.css';
import { TotauxRecu } from './totaux-recu.tsx';
import { useTextesRecu } from './use-textes-recu.ts';

const RECU = graphql(/* GraphQL */ `
  fragment RecuVente on Vente {
    id
    numero
    statut
    dateHeure
    magasin {
      id
      nom
      adresse
      telephone
      numeroTps
      numeroTvq
    }
    sessionCaisse {
      id
      caisse {
        id
        numero
      }
    }
    employe {
      id
      nom
    }
    lignes {
      produit {
        id
      }
      nomProduit
      quantite
      quantiteRetournee
      prixUnitaire
      sousTotal
    }
    ...TotauxRecu
  }
`);

/** The receipt, as the till prints it. */
export function Recu({ vente: masque }: { vente: FragmentType<typeof RECU> }) {
  const { t, argent, dateHeure } = useTextesRecu();
  const vente = lireFragment(RECU, masque);
  const { magasin, sessionCaisse, employe } = vente;
  return (
    <article lang="fr" className={styles.recu} aria-label={t('recu.titre')}>
      {magasin && (
        <header>
          <h2>{magasin.nom}</h2>
          <p>{adresseInsecable(magasin.adresse)}</p>
          <p>{magasin.telephone}</p>
        </header>
      )}
      <dl className={styles.faits}>
        <div>
          <dt>{t('recu.numero')}</dt>
          <dd>{vente.numero ?? '—'}</dd>
        </div>
        <div>
          <dt>{t('recu.date')}</dt>
          <dd>{dateHeure(vente.dateHeure)}</dd>
        </div>
        {sessionCaisse && (
          <div>
            <dt>{t('nav.caisse')}</dt>
            <dd>{sessionCaisse.caisse.numero}</dd>
          </div>
        )}
        {employe && (
          <div>
            <dt>{t('recu.serviPar')}</dt>
            <dd>{employe.nom}</dd>
          </div>
        )}
      </dl>
      <ul className={styles.lignes} aria-label={t('panier.lignes')}>
        {vente.lignes.map((ligne) => (
          <li key={ligne.produit?.id ?? ligne.nomProduit}>
            <span className={styles.nom}>{ligne.nomProduit}</span>
            <span>{argent(ligne.sousTotal)}</span>
            {ligne.quantite > 1 && (
              <span className={styles.detail}>
                {ligne.quantite} × {argent(ligne.prixUnitaire)}
              </span>
            )}
            {ligne.quantiteRetournee > 0 && (
              <span className={styles.detail}>
                {t('recu.retourne', { count: ligne.quantiteRetournee })}
              </span>
            )}
          </li>
        ))}
      </ul>
      <TotauxRecu vente={vente} />
      {magasin?.numeroTps && magasin.numeroTvq && (
        <dl className={styles.faits}>
          <div>
            <dt>{t('recu.numeroTps')}</dt>
            <dd>{magasin.numeroTps}</dd>
          </div>
          <div>
            <dt>{t('recu.numeroTvq')}</dt>
            <dd>{magasin.numeroTvq}</dd>
          </div>
        </dl>
      )}
      <p className={styles.merci}>{t('recu.merci')}</p>
    </article>
  );
}
