import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../../shared/ui/page.tsx';

export function IntrouvablePage() {
  const { t } = useTranslation();
  return (
    <Page titre={t('introuvable.titre')}>
      <p>
        <Link to="/">{t('introuvable.retour')}</Link>
      </p>
    </Page>
  );
}
