import { ScanBarcode, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import type { Balayage } from './balayages.ts';
import { demandeUnAutrePanier, demandeUnRenouvellement } from './echec.ts';
import { useRaison } from './echec-panier.tsx';
import styles from './refus-balayages.module.css';

type Props = {
  refuses: readonly Balayage[];
  surReessayer: (id: string) => void;
  surPrix: (id: string) => void;
  surAbandon: (id: string) => void;
  surNouveauPanier: () => void;
  surRenouvellement: () => void;
};

/** What was scanned and is not in the cart: it stays until somebody tries again or gives it up. */
export function RefusBalayages({ refuses, ...actions }: Props) {
  const { t } = useTranslation();
  return (
    <section className={styles.refus} aria-label={t('balayage.refuses')} aria-live="assertive">
      {refuses.length > 0 && (
        <>
          <h3>
            <ScanBarcode aria-hidden size={20} />
            {t('balayage.horsDuPanier', { count: refuses.length })}
          </h3>
          <ul>
            {refuses.map((balayage) => (
              <Refus key={balayage.id} balayage={balayage} {...actions} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Refus({
  balayage: { id, terme, quantite, produit, echec },
  ...actions
}: Omit<Props, 'refuses'> & { balayage: Balayage }) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const raison = useRaison();
  if (!echec) return null;
  const nom = produit?.nom ?? terme;
  return (
    <li>
      <div>
        <strong>
          {quantite > 1 && `${quantite} × `}
          {nom}
        </strong>
        <span>{echec.sorte === 'panne' ? t('balayage.panne') : raison(echec)}</span>
      </div>
      {echec.sorte === 'prix' ? (
        <Bouton onClick={() => actions.surPrix(id)}>
          {t('panier.ajouterA', { prix: argent(echec.nouveau) })}
        </Bouton>
      ) : demandeUnRenouvellement(echec) ? (
        <Bouton onClick={actions.surRenouvellement}>{t('panier.renouveler')}</Bouton>
      ) : demandeUnAutrePanier(echec) ? (
        <Bouton onClick={() => (actions.surNouveauPanier(), actions.surReessayer(id))}>
          {t('panier.nouveau')}
        </Bouton>
      ) : (
        <Bouton
          aria-label={t('balayage.reessayer', { nom })}
          onClick={() => actions.surReessayer(id)}
        >
          {t('commun.reessayer')}
        </Bouton>
      )}
      <button
        type="button"
        className={styles.croix}
        aria-label={t('balayage.retirer', { nom })}
        onClick={() => actions.surAbandon(id)}
      >
        <X aria-hidden size={20} />
      </button>
    </li>
  );
}
