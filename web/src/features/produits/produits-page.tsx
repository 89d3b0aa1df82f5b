export function ProduitsPage() {
  return null;
}
