import { ArrowLeftRight, Keyboard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import styles from './bandeau-session.module.css';

const BANDEAU = graphql(/* GraphQL */ `
  fragment BandeauSession on SessionCaisse {
    id
    ouverteLe
    caisse {
      id
      numero
      magasin {
        id
        nom
        quartier
      }
    }
  }
`);

/** Where one is: store, till, since when. */
export function BandeauSession({
  session,
  simule,
  surAide,
}: {
  session: FragmentType<typeof BANDEAU>;
  /** Said where the cashier sees it all day: no money moves. */
  simule: boolean;
  surAide: () => void;
}) {
  const { t } = useTranslation();
  const { heure } = useFormat();
  const { ouverteLe, caisse } = lireFragment(BANDEAU, session);
  return (
    <header className={styles.bandeau}>
      <div className={styles.lieu}>
        <strong>
          {caisse.magasin.nom}
          {simule && (
            <em className={styles.simule} title={t('simule.aide')}>
              {t('simule.terminal')}
            </em>
          )}
        </strong>
        <span>
          {t('accueil.caisse', { numero: caisse.numero })} ·{' '}
          {t('accueil.ouverteDepuis', { heure: heure(ouverteLe) })}
          <span className={styles.quartier}> · {caisse.magasin.quartier}</span>
        </span>
      </div>
      <Link to="/?changer" className={styles.lien}>
        <ArrowLeftRight aria-hidden size={18} />
        <span>{t('caisse.changer')}</span>
      </Link>
      <button type="button" className={styles.lien} onClick={surAide} aria-keyshortcuts="F1">
        <Keyboard aria-hidden size={18} />
        <span>{t('aide.bouton')}</span> <kbd aria-hidden>F1</kbd>
      </button>
    </header>
  );
}
