import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { messageDuChamp } from '../../shared/api/champs-refuses.ts';
import { lireFragment } from '../../shared/api/generated/fragment-masking.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { CompteVerrouille } from '../../shared/connexion/compte-verrouille.tsx';
import { useConnexion } from '../../shared/connexion/contexte.ts';
import { AUTHENTIFICATION } from '../../shared/connexion/documents.ts';
import { useDelai } from '../../shared/connexion/use-delai.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './compte.module.css';
import { useChangerMotDePasse } from './mutations.ts';
import { lireRefus, type Refus } from './refus.ts';

const VIDE = { ancien: '', nouveau: '', encore: '' };

/** Changes one's own password: the old one proves who one is, the new one is typed twice. */
export function MotDePasse({ surChangement }: { surChangement?: () => void }) {
  const { t } = useTranslation();
  const connexion = useConnexion();
  const [saisie, saisir] = useState(VIDE);
  const [champs, refuser] = useState<Refus['champs']>([]);
  const [panne, tomber] = useState<Panne | null>(null);
  const [fait, finir] = useState(false);
  const [reste, attendre] = useDelai();
  const [changer, enCours] = useChangerMotDePasse();

  const envoyer = async () => {
    refuser([]);
    tomber(null);
    finir(false);
    if (saisie.nouveau !== saisie.encore) {
      return refuser([{ champ: 'encore', message: t('compte.pasPareil') }]);
    }
    const { ancien, nouveau } = saisie;
    const issue = await changer({ input: { ancien, nouveau } });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    const { resultat } = issue;
    if (resultat.__typename === 'Authentification') {
      const cle = connexion.cle();
      if (cle !== null) connexion.remplacer({ ...lireFragment(AUTHENTIFICATION, resultat), cle });
      saisir(VIDE);
      finir(true);
      return surChangement?.();
    }
    const message = t('connexion.motDePasseRefuse');
    const refus = lireRefus(resultat, { champ: 'ancien', message });
    refuser(refus.champs);
    attendre(refus.delaiS);
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void envoyer();
  };
  const champ = (nom: keyof typeof VIDE) => ({
    type: 'password',
    value: saisie[nom],
    erreur: messageDuChamp(champs, nom),
    onChange: ({ target }: { target: { value: string } }) =>
      saisir({ ...saisie, [nom]: target.value }),
  });
  const incomplet = Object.values(saisie).includes('');

  return (
    <form onSubmit={soumettre} className={styles.formulaire} noValidate>
      <Champ
        libelle={t('compte.ancien')}
        autoComplete="current-password"
        autoFocus
        {...champ('ancien')}
      />
      <Champ
        libelle={t('compte.nouveau')}
        aide={t('compte.nouveauAide')}
        autoComplete="new-password"
        {...champ('nouveau')}
      />
      <Champ libelle={t('compte.encore')} autoComplete="new-password" {...champ('encore')} />
      {reste > 0 && <CompteVerrouille reste={reste} />}
      {panne && <PanneAlerte panne={panne} />}
      {fait && <Alerte ton="succes">{t('compte.motDePasseChange')}</Alerte>}
      <div className={styles.actions}>
        <Bouton ton="plein" type="submit" disabled={enCours || incomplet || reste > 0}>
          {t('compte.changerMotDePasse')}
        </Bouton>
      </div>
    </form>
  );
}
