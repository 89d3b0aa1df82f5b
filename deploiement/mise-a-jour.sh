#!/bin/bash
# Puts another version into service while the tills sell: new replicas beside the old, and the old end once the
# new are healthy, one service after the other. From the folder of docker-compose.yml, with its images built or
# pulled: IMAGE_VERSION=1.4.0 bash deploiement/mise-a-jour.sh
# Back to the version before, on the databases as they are: IMAGE_VERSION=1.3.0 bash deploiement/mise-a-jour.sh --retour
set -euo pipefail

remplacer() {
  service=$1
  mapfile -t anciens < <(docker compose ps -q "$service")
  echo "$service: ${#anciens[@]} replica(s)"
  docker compose up -d --no-deps --no-recreate --wait --scale "$service=$((2 * ${#anciens[@]}))" "$service"
  for ancien in "${anciens[@]}"; do
    docker stop "$ancien" >/dev/null
    docker rm "$ancien" >/dev/null
    # Nginx forgets an address within a second or two: never two that are gone at once.
    sleep 3
  done
}

# A service before those that ask it, for they ask what it has since: produit before panier. Those who read events
# before the one who writes them; the subgraphs before the graph that names their fields.
ordre='caisse produit panier stock reporting vente router verification'
docker compose config -q
case ${1:-} in
  '')
    # Old code runs on the migrated databases for a while: a migration adds, and a later version removes.
    docker compose run --rm bases
    docker compose run --rm --no-deps migrate
    docker compose run --rm --no-deps droits
    ;;
  --retour) ordre=$(printf '%s\n' $ordre | tac) ;;
  *)
    echo "mise-a-jour: $1 is unknown; --retour goes back to the version before" >&2
    exit 1
    ;;
esac
docker compose run --rm --no-deps web
for service in $ordre; do
  remplacer "$service"
done
docker compose exec -T nginx sh /caisse/nginx.sh recharger
docker compose kill -s HUP prometheus alertmanager 2>/dev/null || true
docker compose ps
