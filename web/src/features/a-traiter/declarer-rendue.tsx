import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { messageDuChamp } from '../../shared/api/champs-refuses.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { Choix } from '../../shared/ui/choix.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './a-traiter.module.css';
import { useDeclarer } from './mutations.ts';

type Props = {
  venteId: string;
  cartes: readonly { rang: number; montant: number }[];
  surDeclare: () => void;
  surAbandon: () => void;
};

/** Says that a card was given back by another way than the terminal, so that the sale can end. */
export function DeclarerRendue({ venteId, cartes, surDeclare, surAbandon }: Props) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const [rang, choisir] = useState(cartes[0]?.rang ?? 0);
  const [motif, motiver] = useState('');
  const [erreur, signaler] = useState<string | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const [declarer, enCours] = useDeclarer();

  const envoyer = async () => {
    if (motif.trim() === '') return signaler(t('dossiers.commentManque'));
    const issue = await declarer({ input: { venteId, rang, motif: motif.trim() } });
    tomber(issue.sorte === 'panne' ? issue.panne : null);
    if (issue.sorte === 'panne') return;
    const { resultat } = issue;
    if (resultat.__typename === 'DeclarationReussie') return surDeclare();
    const champs = resultat.__typename === 'SaisieInvalide' ? resultat.champs : [];
    signaler(messageDuChamp(champs, 'motif') ?? resultat.message);
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void envoyer();
  };
  return (
    <Dialogue titre={t('dossiers.declarer')} surFermeture={surAbandon}>
      <form onSubmit={soumettre} className={styles.formulaire} noValidate>
        <Choix
          libelle={t('dossiers.laquelle')}
          value={rang}
          onChange={({ target }) => choisir(Number(target.value))}
        >
          {cartes.map((carte, numero) => (
            <option key={carte.rang} value={carte.rang}>
              {t('dossiers.carte', { rang: numero + 1, montant: argent(carte.montant) })}
            </option>
          ))}
        </Choix>
        <Champ
          libelle={t('dossiers.comment')}
          maxLength={200}
          data-premier
          value={motif}
          erreur={erreur}
          onChange={({ target }) => {
            signaler(null);
            motiver(target.value);
          }}
        />
        {panne && <PanneAlerte panne={panne} />}
        <div className={styles.actions}>
          <Bouton ton="discret" onClick={surAbandon}>
            {t('commun.annuler')}
          </Bouton>
          <Bouton ton="plein" taille="grande" type="submit" disabled={enCours}>
            {t('dossiers.declarer')}
          </Bouton>
        </div>
      </form>
    </Dialogue>
  );
}
