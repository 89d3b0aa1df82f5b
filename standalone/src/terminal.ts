import type { Reglages } from '@caisse/vente';

type Terminal = Pick<Reglages, 'TERMINAL' | 'TERMINAL_URL'>;

/** The provider that the settings name; without one the demonstration asks for the simulated terminal by its name. */
export function chooseTerminal<Settings extends Terminal>(settings: Settings): Settings {
  return settings.TERMINAL_URL === undefined ? { ...settings, TERMINAL: 'simule' } : settings;
}

/** What takes the cards, for the person at the terminal; of an address its origin alone, which holds no secret. */
export function tellTerminal({ TERMINAL_URL }: Terminal): string {
  if (TERMINAL_URL !== undefined) return new URL(TERMINAL_URL).origin;
  return 'simulé : aucune carte n’est débitée (TERMINAL_URL=… en branche un vrai)';
}
