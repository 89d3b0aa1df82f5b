import { CalendarSync } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Changement } from '../../shared/caisse/etat-caisse.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import styles from './changements-panier.module.css';

type Props = { changements: readonly Changement[]; surLecture: () => void };

/** What is not as the customer was told, in a cart that was made again today: it stays until somebody has read it. */
export function ChangementsPanier({ changements, surLecture }: Props) {
  const { t } = useTranslation();
  return (
    <section className={styles.changements} aria-label={t('renouvele.titre')} aria-live="polite">
      <header>
        <h3>
          <CalendarSync aria-hidden size={20} />
          {t('renouvele.titre')}
        </h3>
        <Bouton onClick={surLecture}>{t('renouvele.compris')}</Bouton>
      </header>
      {changements.length === 0 ? (
        <p>{t('renouvele.rien')}</p>
      ) : (
        <ul>
          {changements.map((changement) => (
            <Ligne key={changement.produitId} {...changement} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Ligne({ nom, quantite, ancienPrix, nouveauPrix, statutModifie }: Changement) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const retire = nouveauPrix === null;
  return (
    <li>
      <strong>
        {quantite > 1 && `${quantite} × `}
        {nom}
      </strong>
      {retire && <span>{t('renouvele.retire')}</span>}
      {!retire && nouveauPrix !== ancienPrix && (
        <span className={styles.prix}>
          {t('renouvele.prix', { ancien: argent(ancienPrix), nouveau: argent(nouveauPrix) })}
        </span>
      )}
      {statutModifie && <span>{t('renouvele.taxes')}</span>}
    </li>
  );
}
