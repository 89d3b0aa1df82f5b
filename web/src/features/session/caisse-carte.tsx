import { MonitorCheck, MonitorOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import styles from './session.module.css';

const CAISSE_CARTE = graphql(/* GraphQL */ `
  fragment CaisseCarte on Caisse {
    id
    numero
    sessionOuverte {
      id
      ouverteLe
    }
  }
`);

type Props = {
  caisse: FragmentType<typeof CAISSE_CARTE>;
  surRejoindre: (sessionId: string) => void;
  surOuvrir: () => void;
};

export function CaisseCarte({ caisse, surRejoindre, surOuvrir }: Props) {
  const { t } = useTranslation();
  const { heure } = useFormat();
  const { numero, sessionOuverte: session } = lireFragment(CAISSE_CARTE, caisse);
  const Icone = session ? MonitorCheck : MonitorOff;
  return (
    <div className={styles.caisse}>
      <Icone aria-hidden size={28} className={session ? styles.ouverte : styles.fermee} />
      <div className={styles.qui}>
        <strong>{t('accueil.caisse', { numero })}</strong>
        <span>
          {session
            ? t('accueil.ouverteDepuis', { heure: heure(session.ouverteLe) })
            : t('accueil.fermee')}
        </span>
      </div>
      {session ? (
        <Bouton
          onClick={() => surRejoindre(session.id)}
          aria-label={t('accueil.rejoindreCaisse', { numero })}
        >
          {t('accueil.rejoindre')}
        </Bouton>
      ) : (
        <Bouton ton="plein" onClick={surOuvrir} aria-label={t('accueil.ouvrirCaisse', { numero })}>
          {t('accueil.ouvrir')}
        </Bouton>
      )}
    </div>
  );
}
