#!/bin/sh
# Prints an .env for docker-compose.yml with new secrets: umask 077; sh deploiement/secrets.sh > .env
# Hexadecimal, because several of them stand in addresses.
set -eu
secret() { printf '%s=%s\n' "$1" "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"; }
echo '# Secrets of this deployment: keep them out of the repository, and with the backups.'
for nom in SERVICE_TOKEN REDIS_PASSWORD POSTGRES_PASSWORD PRODUIT_DB_PASSWORD STOCK_DB_PASSWORD VENTE_DB_PASSWORD \
  PANIER_DB_PASSWORD CAISSE_DB_PASSWORD REPORTING_DB_PASSWORD VERIFICATION_DB_PASSWORD GRAFANA_ADMIN_PASSWORD; do
  secret "$nom"
done
cat <<'FIN'

# Grafana, Loki and Alloy; without this line the rest runs alone.
COMPOSE_PROFILES=observabilite
# Where the point of sale listens; 0.0.0.0 opens it to the network of the stores.
ENTREE_ADRESSE=127.0.0.1
ENTREE_PORT=8080
GRAFANA_PORT=3000
LOG_LEVEL=info
FIN
