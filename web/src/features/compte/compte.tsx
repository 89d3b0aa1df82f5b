import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDroit, useMoi } from '../../shared/connexion/moi.ts';
import { useSeDeconnecter } from '../../shared/connexion/use-se-deconnecter.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import styles from './compte.module.css';
import { MotDePasse } from './mot-de-passe.tsx';
import { Nip } from './nip.tsx';

/** One's own account: who one is, one's password and PIN, and the way out. */
export function Compte({ surFermeture }: { surFermeture: () => void }) {
  const { t } = useTranslation();
  const moi = useMoi();
  const tientLaCaisse = useDroit('caisse:tenir');
  const [onglet, montrer] = useState<'motDePasse' | 'nip' | null>(null);
  const [enCours, partir] = useState(false);
  const seDeconnecter = useSeDeconnecter();
  const basculer = (voulu: 'motDePasse' | 'nip') => montrer(onglet === voulu ? null : voulu);

  return (
    <Dialogue titre={t('compte.titre')} surFermeture={surFermeture}>
      <div className={styles.compte}>
        <div className={styles.qui}>
          <div>
            <strong>{moi.nom}</strong>
            <span>
              {moi.identifiant} · {t(`role.${moi.role}`)} ·{' '}
              {moi.magasin?.nom ?? t('compte.touteLaChaine')}
            </span>
          </div>
          <Bouton
            disabled={enCours}
            onClick={() => {
              partir(true);
              void seDeconnecter();
            }}
          >
            <LogOut aria-hidden size={20} />
            {t('compte.sortir')}
          </Bouton>
        </div>
        {tientLaCaisse && (
          <section>
            <Bouton aria-expanded={onglet === 'nip'} onClick={() => basculer('nip')}>
              {t(moi.aUnNip ? 'compte.changerNip' : 'compte.choisirNip')}
            </Bouton>
            {onglet === 'nip' && <Nip aUnNip={moi.aUnNip} />}
          </section>
        )}
        <section>
          <Bouton aria-expanded={onglet === 'motDePasse'} onClick={() => basculer('motDePasse')}>
            {t('compte.changerMotDePasse')}
          </Bouton>
          {onglet === 'motDePasse' && <MotDePasse />}
        </section>
      </div>
    </Dialogue>
  );
}
