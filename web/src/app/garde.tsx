import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Alerte } from '../shared/ui/alerte.tsx';
import { Bouton } from '../shared/ui/bouton.tsx';
import styles from './pages/pages.module.css';

/** A screen that failed to draw or to load. Nothing is lost: carts and pending sales outlive the page. */
function EcranEnPanne() {
  const { t } = useTranslation();
  return (
    <main className={styles.message}>
      <Alerte action={<Bouton onClick={() => location.reload()}>{t('commun.recharger')}</Bouton>}>
        {t('panne.ecran')}
      </Alerte>
    </main>
  );
}

/** React still asks for a class here: only a class can catch what its children throw. */
export class Garde extends Component<{ children: ReactNode }, { enPanne: boolean }> {
  override state = { enPanne: false };

  static getDerivedStateFromError() {
    return { enPanne: true };
  }

  override render() {
    return this.state.enPanne ? <EcranEnPanne /> : this.props.children;
  }
}
