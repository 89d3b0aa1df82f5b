import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { messageDuChamp } from '../../shared/api/champs-refuses.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { CompteVerrouille } from '../../shared/connexion/compte-verrouille.tsx';
import { useDelai } from '../../shared/connexion/use-delai.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './compte.module.css';
import { useDefinirNip } from './mutations.ts';
import { lireRefus, type Refus } from './refus.ts';

const NIP = /^\d{4,6}$/;

/** Chooses, changes or erases one's own PIN, with one's password as proof. */
export function Nip({ aUnNip }: { aUnNip: boolean }) {
  const { t } = useTranslation();
  const [nip, composer] = useState('');
  const [motDePasse, taper] = useState('');
  const [champs, refuser] = useState<Refus['champs']>([]);
  const [panne, tomber] = useState<Panne | null>(null);
  const [fait, finir] = useState<'choisi' | 'efface' | null>(null);
  const [reste, attendre] = useDelai();
  const [definir, enCours] = useDefinirNip();

  const envoyer = async (voulu: string | null) => {
    refuser([]);
    tomber(null);
    finir(null);
    if (voulu !== null && !NIP.test(voulu)) {
      return refuser([{ champ: 'nip', message: t('compte.nipIllisible') }]);
    }
    if (motDePasse === '') {
      return refuser([{ champ: 'motDePasse', message: t('connexion.manque') }]);
    }
    const issue = await definir({ input: { motDePasse, nip: voulu } });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    const { resultat } = issue;
    if (resultat.__typename === 'Employe') {
      composer('');
      taper('');
      return finir(voulu === null ? 'efface' : 'choisi');
    }
    const message = t('connexion.motDePasseRefuse');
    const refus = lireRefus(resultat, { champ: 'motDePasse', message });
    refuser(refus.champs);
    attendre(refus.delaiS);
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void envoyer(nip);
  };
  const bloque = enCours || reste > 0;

  return (
    <form onSubmit={soumettre} className={styles.formulaire} noValidate>
      <Champ
        libelle={t('compte.nip')}
        aide={t('compte.nipAide')}
        type="password"
        inputMode="numeric"
        maxLength={6}
        autoFocus
        value={nip}
        erreur={messageDuChamp(champs, 'nip')}
        onChange={({ target }) => composer(target.value.replace(/\D/g, ''))}
      />
      <Champ
        libelle={t('connexion.motDePasse')}
        type="password"
        autoComplete="current-password"
        value={motDePasse}
        erreur={messageDuChamp(champs, 'motDePasse')}
        onChange={({ target }) => taper(target.value)}
      />
      {reste > 0 && <CompteVerrouille reste={reste} />}
      {panne && <PanneAlerte panne={panne} />}
      {fait && <Alerte ton="succes">{t(`compte.nip_${fait}`)}</Alerte>}
      <div className={styles.actions}>
        {aUnNip && (
          <Bouton ton="discret" disabled={bloque} onClick={() => void envoyer(null)}>
            {t('compte.effacerNip')}
          </Bouton>
        )}
        <Bouton ton="plein" type="submit" disabled={bloque}>
          {t('compte.enregistrerNip')}
        </Bouton>
      </div>
    </form>
  );
}
