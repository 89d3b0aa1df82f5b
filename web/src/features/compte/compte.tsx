import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDroit, useMoi } from '../../shared/connexion/moi.ts';
import { useSeDeconnecter } from '../../shared/connexion/use-se-deconnecter.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import styles from './compte.module.css';
import { Connexions } from './connexions.tsx';
import { MotDePasse } from './mot-de-passe.tsx';
import { Nip } from './nip.tsx';

type Onglet = 'motDePasse' | 'nip' | 'connexions';

/** One's own account: who one is, one's password, PIN and sign-ins, and the way out. */
export function Compte({ surFermeture }: { surFermeture: () => void }) {
  const { t } = useTranslation();
  const moi = useMoi();
  const tientLaCaisse = useDroit('caisse:tenir');
  const [onglet, montrer] = useState<Onglet | null>(null);
  const [enCours, partir] = useState(false);
  const seDeconnecter = useSeDeconnecter();
  const basculer = (voulu: Onglet) => montrer(onglet === voulu ? null : voulu);

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
        <section>
          <Bouton aria-expanded={onglet === 'connexions'} onClick={() => basculer('connexions')}>
            {t('compte.mesConnexions')}
          </Bouton>
          {onglet === 'connexions' && <Connexions />}
        </section>
      </div>
    </Dialogue>
  );
}
