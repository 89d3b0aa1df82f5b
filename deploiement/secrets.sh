#!/bin/sh
# Makes what a deployment keeps secret: sh deploiement/secrets.sh
# Each secret is a file of its own in ./secrets (SECRETS_DOSSIER), which docker-compose.yml mounts for those alone who
# need it; what is no secret goes into .env. What is there already stays, so that this also brings what an update asks
# for. A secret that stood in .env before there were files goes into its file, and its line out of .env.
# The folder is its owner's alone; the files in it can be read by whoever got in, which are the users of the containers.
set -eu
umask 077
dossier=${SECRETS_DOSSIER:-secrets}
env=${1:-.env}
mkdir -p "$dossier"
chmod 700 "$dossier"
touch "$env"

hasard() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
ecrire() {
  cat > "$dossier/$1.partiel"
  chmod 444 "$dossier/$1.partiel"
  mv -f "$dossier/$1.partiel" "$dossier/$1"
}
ligne() { sed -n "s/^$1=//p" "$env" | tail -n 1; }
# What .env said before, else what the command that follows prints; never twice.
secret() {
  nom=$1
  variable=$(printf %s "$nom" | tr '[:lower:]' '[:upper:]')
  shift
  if [ ! -e "$dossier/$nom" ]; then
    avant=$(ligne "$variable")
    if [ -n "$avant" ]; then printf '%s\n' "$avant" | ecrire "$nom"; else "$@" | ecrire "$nom"; fi
  fi
  if grep -q "^$variable=" "$env"; then retirer "$variable"; fi
}
retirer() {
  sed "/^$1=/d" "$env" > "$env.partiel"
  mv -f "$env.partiel" "$env"
}
motdepasse() { hasard "${1:-24}" && echo; }
cle() { openssl genpkey -algorithm ed25519 | openssl pkey -outform DER | openssl base64 -A && echo; }
publique() { openssl base64 -d -A -in "$dossier/$1_private_key" | openssl pkey -inform DER -pubout -outform DER | openssl base64 -A; }

for qui in postgres produit_db stock_db vente_db panier_db caisse_db reporting_db produit_owner stock_owner vente_owner \
  panier_owner caisse_owner verification_db produit_redis stock_redis grafana_admin; do
  secret "${qui}_password" motdepasse
done
# Encrypts the backups (sauvegarder.sh): keep a copy of it where neither this machine nor they are.
secret backup_password motdepasse 32
sh "$(dirname "$0")/utilisateurs-redis.sh" "$dossier" | ecrire redis_acl
# Before each service had a user of its own, all had this.
if grep -q '^REDIS_PASSWORD=' "$env"; then retirer REDIS_PASSWORD; fi

# One pair of keys for each kind of process: each signs with its own, and all know those of the others.
publiques=
for qui in router produit stock vente panier caisse reporting; do
  secret "${qui}_private_key" cle
  publique=$(publique "$qui")
  [ -n "$publique" ] || { echo "secrets: $dossier/${qui}_private_key is no key" >&2; exit 1; }
  publiques="${publiques:+$publiques,}$qui=$publique"
done
if [ "$(ligne IDENTITY_PUBLIC_KEYS)" != "$publiques" ]; then
  retirer IDENTITY_PUBLIC_KEYS
  printf 'IDENTITY_PUBLIC_KEYS=%s\n' "$publiques" >> "$env"
fi

if [ ! -e "$dossier/admin_mot_de_passe" ]; then nouveau=oui; else nouveau=non; fi
secret admin_mot_de_passe motdepasse 10
if [ "$nouveau" = oui ]; then
  echo "secrets: first administrator: admin / $(cat "$dossier/admin_mot_de_passe")" >&2
  echo "secrets: change it at the first sign-in, then empty $dossier/admin_mot_de_passe" >&2
fi

defaut() { if ! grep -q "^$1=" "$env"; then printf '%s=%s\n' "$1" "$2" >> "$env"; fi; }
# Whom the socket of the container engine belongs to, for the one container that has it.
socket=${MOTEUR_SOCKET:-/var/run/docker.sock}
if [ -e "$socket" ]; then defaut MOTEUR_GID "$(stat -c %g "$socket")"; fi
if ! grep -q '^ENTREE_' "$env"; then
  cat >> "$env" <<'FIN'

# Grafana, Loki and Alloy; without this line the rest runs alone.
COMPOSE_PROFILES=observabilite
# Where the point of sale listens; 0.0.0.0 opens it to the network of the stores.
ENTREE_ADRESSE=127.0.0.1
ENTREE_PORT=8080
GRAFANA_PORT=3000
LOG_LEVEL=info
FIN
fi
echo "secrets: $(find "$dossier" -type f | wc -l | tr -d ' ') files in $dossier, settings in $env" >&2
