#!/bin/sh
# Prints an .env for docker-compose.yml with new secrets: umask 077; sh deploiement/secrets.sh > .env
# After an update that asks for more of them, what an .env lacks: sh deploiement/secrets.sh .env >> .env
# Hexadecimal, because several of them stand in addresses.
set -eu
deja=${1:-/dev/null}
manque() { ! grep -q "^$1=" "$deja"; }
hasard() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
echo '# Secrets of this deployment: keep them out of the repository, and with the backups.'
for nom in REDIS_PASSWORD POSTGRES_PASSWORD PRODUIT_DB_PASSWORD STOCK_DB_PASSWORD VENTE_DB_PASSWORD \
  PANIER_DB_PASSWORD CAISSE_DB_PASSWORD REPORTING_DB_PASSWORD PRODUIT_OWNER_PASSWORD STOCK_OWNER_PASSWORD \
  VENTE_OWNER_PASSWORD CAISSE_OWNER_PASSWORD VERIFICATION_DB_PASSWORD GRAFANA_ADMIN_PASSWORD; do
  if manque "$nom"; then printf '%s=%s\n' "$nom" "$(hasard 24)"; fi
done

# One pair of keys for each kind of process: each signs with its own, and all know those of the others.
if manque IDENTITY_PUBLIC_KEYS; then
  publiques=
  for nom in router produit stock vente panier caisse reporting; do
    pem=$(openssl genpkey -algorithm ed25519)
    privee=$(printf '%s\n' "$pem" | openssl pkey -outform DER | openssl base64 -A)
    publique=$(printf '%s\n' "$pem" | openssl pkey -pubout -outform DER | openssl base64 -A)
    printf '%s_PRIVATE_KEY=%s\n' "$(printf %s "$nom" | tr '[:lower:]' '[:upper:]')" "$privee"
    publiques="${publiques:+$publiques,}$nom=$publique"
  done
  printf 'IDENTITY_PUBLIC_KEYS=%s\n' "$publiques"
fi

if manque ADMIN_MOT_DE_PASSE; then
  motdepasse=$(hasard 10)
  printf '\n# The first administrator, made with an empty database of caisse.\n'
  printf 'ADMIN_IDENTIFIANT=admin\nADMIN_MOT_DE_PASSE=%s\n' "$motdepasse"
  echo "secrets: first administrator: admin / $motdepasse (change it after the first sign-in)" >&2
fi

if [ "$deja" = /dev/null ]; then
  cat <<'FIN'

# Grafana, Loki and Alloy; without this line the rest runs alone.
COMPOSE_PROFILES=observabilite
# Where the point of sale listens; 0.0.0.0 opens it to the network of the stores.
ENTREE_ADRESSE=127.0.0.1
ENTREE_PORT=8080
GRAFANA_PORT=3000
LOG_LEVEL=info
FIN
fi
