#!/bin/bash
# Puts another version into service while the tills sell: new replicas beside the old, and the old end once the
# new are healthy, one service after the other. From the folder of docker-compose.yml, with its images built or
# pulled: IMAGE_VERSION=1.4.0 bash deploiement/mise-a-jour.sh
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

docker compose config -q
# Old code runs on the migrated databases for a while: a migration adds, and a later version removes.
docker compose run --rm bases
docker compose run --rm --no-deps migrate
docker compose run --rm --no-deps droits
docker compose run --rm --no-deps web
# Those who read events before the one who writes them; the subgraphs before the graph that names their fields.
for service in caisse produit panier stock reporting vente router verification; do
  remplacer "$service"
done
docker compose exec -T nginx sh /caisse/nginx.sh recharger
docker compose kill -s HUP prometheus alertmanager 2>/dev/null || true
docker compose ps
