export function VentesPage() {
  return null;
}
