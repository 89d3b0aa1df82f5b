import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { messageDuChamp } from '../../shared/api/champs-refuses.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { Choix } from '../../shared/ui/choix.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './a-traiter.module.css';
import { lireConstat, type Carte } from './declarable.ts';
import { useDeclarerRemboursement } from './mutations.ts';

type Props = {
  dossierId: string;
  cartes: readonly Carte[];
  /** Told what became of it, in a sentence. */
  surDeclare: (phrase: string) => void;
  surAbandon: () => void;
};

const ISSUES = { oui: true, non: false } as const;
type Choisie = keyof typeof ISSUES | '';

/** Says what the provider, which the till cannot reach, told a person about the refund of a card. */
export function DeclarerRemboursement({
  dossierId,
  cartes: offertes,
  surDeclare,
  surAbandon,
}: Props) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  // The list is read again meanwhile: what a person is typing about stays.
  const [cartes] = useState(offertes);
  const [rang, designer] = useState(cartes[0]?.rang ?? 0);
  const [choisie, choisir] = useState<Choisie>('');
  const [motif, motiver] = useState('');
  const [motifRefuse, refuserMotif] = useState<string | null>(null);
  const [refus, refuser] = useState<string | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const [declarer, enCours] = useDeclarerRemboursement();

  const envoyer = async () => {
    const remboursee = choisie === '' ? null : ISSUES[choisie];
    const { manque, constat } = lireConstat({ rang, remboursee, motif });
    refuser(manque === 'constat' ? t('dossiers.constatManque') : null);
    refuserMotif(manque === 'motif' ? t('dossiers.motifManque') : null);
    tomber(null);
    if (!constat) return;
    const issue = await declarer({ input: { dossierId, ...constat } });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    const { resultat } = issue;
    if (resultat.__typename === 'DeclarationReussie') {
      const phrase = constat.remboursee ? 'dossiers.declareeFaite' : 'dossiers.declareeAFaire';
      return surDeclare(t(resultat.rejoue ? 'dossiers.dejaDeclare' : phrase));
    }
    const champs = resultat.__typename === 'SaisieInvalide' ? resultat.champs : [];
    const duMotif = messageDuChamp(champs, 'motif');
    refuserMotif(duMotif);
    refuser(duMotif === null ? resultat.message : null);
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void envoyer();
  };
  return (
    <Dialogue titre={t('dossiers.declarerRemboursement')} surFermeture={surAbandon}>
      <form onSubmit={soumettre} className={styles.formulaire} noValidate>
        <p>{t('dossiers.declarerAide')}</p>
        <Choix
          libelle={t('dossiers.laquelle')}
          value={rang}
          onChange={({ target }) => designer(Number(target.value))}
        >
          {cartes.map((carte, numero) => (
            <option key={carte.rang} value={carte.rang}>
              {t('dossiers.carte', { rang: numero + 1, montant: argent(carte.montant) })}
            </option>
          ))}
        </Choix>
        <Choix
          libelle={t('dossiers.constat')}
          data-premier
          value={choisie}
          onChange={({ target }) => {
            refuser(null);
            choisir(target.value as Choisie);
          }}
        >
          <option value="">{t('dossiers.constatAChoisir')}</option>
          <option value="oui">{t('dossiers.constatFait')}</option>
          <option value="non">{t('dossiers.constatAFaire')}</option>
        </Choix>
        <Champ
          libelle={t('dossiers.motif')}
          maxLength={200}
          value={motif}
          erreur={motifRefuse}
          onChange={({ target }) => {
            refuserMotif(null);
            motiver(target.value);
          }}
        />
        {refus && <Alerte>{refus}</Alerte>}
        {panne && <PanneAlerte panne={panne} />}
        <div className={styles.actions}>
          <Bouton ton="discret" onClick={surAbandon}>
            {t('commun.annuler')}
          </Bouton>
          <Bouton ton="plein" taille="grande" type="submit" disabled={enCours}>
            {t('dossiers.declarerRemboursement')}
          </Bouton>
        </div>
      </form>
    </Dialogue>
  );
}
