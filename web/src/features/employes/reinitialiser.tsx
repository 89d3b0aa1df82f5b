import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { messageDuChamp } from '../../shared/api/champs-refuses.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './employes.module.css';
import { useReinitialiser } from './mutations.ts';
import { AUCUN_REFUS, lireRefus } from './refus.ts';

type Props = {
  employe: { id: string; nom: string };
  surFait: () => void;
  surAbandon: () => void;
};

/** Gives a new password to who has lost theirs, or is locked out. */
export function Reinitialiser({ employe, surFait, surAbandon }: Props) {
  const { t } = useTranslation();
  const [motDePasse, taper] = useState('');
  const [refus, refuser] = useState(AUCUN_REFUS);
  const [panne, tomber] = useState<Panne | null>(null);
  const [reinitialiser, enCours] = useReinitialiser();

  const envoyer = async () => {
    refuser(AUCUN_REFUS);
    tomber(null);
    const issue = await reinitialiser({ input: { employeId: employe.id, motDePasse } });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    if (issue.resultat.__typename === 'Employe') return surFait();
    refuser(lireRefus(issue.resultat));
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void envoyer();
  };

  return (
    <Dialogue
      titre={t('employes.reinitialiserTitre', { nom: employe.nom })}
      surFermeture={surAbandon}
    >
      <form onSubmit={soumettre} className={styles.formulaire} noValidate>
        <p>{t('employes.reinitialiserAide')}</p>
        <Champ
          libelle={t('compte.nouveau')}
          aide={t('employes.motDePasseAide')}
          spellCheck={false}
          data-premier
          value={motDePasse}
          erreur={messageDuChamp(refus.champs, 'motDePasse')}
          onChange={({ target }) => taper(target.value)}
        />
        {refus.message && <Alerte>{refus.message}</Alerte>}
        {panne && <PanneAlerte panne={panne} />}
        <div className={styles.actions}>
          <Bouton ton="discret" onClick={surAbandon}>
            {t('commun.annuler')}
          </Bouton>
          <Bouton ton="plein" type="submit" disabled={enCours}>
            {t('employes.donner')}
          </Bouton>
        </div>
      </form>
    </Dialogue>
  );
}
