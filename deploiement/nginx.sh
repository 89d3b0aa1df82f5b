#!/bin/sh
# Writes Nginx's configuration from nginx/templates into the only folder that a read-only container can write,
# then starts Nginx. `sh /caisse/nginx.sh recharger` in a running container makes it read changed templates, with
# no connection dropped. Unlike the image's own script, it refuses a variable that is not set.
set -eu
projet=/caisse/nginx
conf=/tmp/nginx
mkdir -p "$conf/conf.d"
rm -f "$conf"/conf.d/*
cp "$projet/nginx.conf" /etc/nginx/mime.types "$conf/"
for modele in "$projet"/templates/*.template; do
  nom=${modele##*/}
  awk -v nom="$nom" '{
    while (match($0, /\$\{NGINX_[A-Z_]+\}/)) {
      variable = substr($0, RSTART + 2, RLENGTH - 3)
      if (!(variable in ENVIRON)) { print nom ": " variable " is not set" > "/dev/stderr"; exit 1 }
      $0 = substr($0, 1, RSTART - 1) ENVIRON[variable] substr($0, RSTART + RLENGTH)
    }
    print
  }' "$modele" > "$conf/conf.d/${nom%.template}"
done
lancer() { exec nginx -e stderr -c "$conf/nginx.conf" -g "pid $conf/nginx.pid; $1" ${2:+-s "$2"}; }
case ${1:-} in
  recharger) lancer '' reload ;;
  *) lancer 'daemon off;' ;;
esac
