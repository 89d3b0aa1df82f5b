import { Banknote, CreditCard, Split, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bouton } from '../../shared/ui/bouton.tsx';
import styles from './boutons-paiement.module.css';

type Commande = 'vider' | 'partager' | 'comptant' | 'carte';

/** The ways out of a cart, each with its key. */
export function BoutonsPaiement({
  vide,
  surCommande,
}: {
  vide: boolean;
  surCommande: (commande: Commande) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.boutons}>
      <Bouton
        ton="payer"
        taille="grande"
        disabled={vide}
        aria-keyshortcuts="F9"
        onClick={() => surCommande('comptant')}
      >
        <Banknote aria-hidden size={24} />
        {t('paiement.comptant')} <kbd aria-hidden>F9</kbd>
      </Bouton>
      <Bouton
        ton="plein"
        taille="grande"
        disabled={vide}
        aria-keyshortcuts="F10"
        onClick={() => surCommande('carte')}
      >
        <CreditCard aria-hidden size={24} />
        {t('paiement.carte')} <kbd aria-hidden>F10</kbd>
      </Bouton>
      <Bouton
        ton="discret"
        disabled={vide}
        aria-keyshortcuts="F8"
        onClick={() => surCommande('partager')}
      >
        <Split aria-hidden size={20} />
        {t('paiement.partager')} <kbd aria-hidden>F8</kbd>
      </Bouton>
      <Bouton
        ton="discret"
        disabled={vide}
        aria-keyshortcuts="F4"
        onClick={() => surCommande('vider')}
      >
        <Trash2 aria-hidden size={20} />
        {t('panier.vider')} <kbd aria-hidden>F4</kbd>
      </Bouton>
    </div>
  );
}
