#!/bin/sh
# Starts a node of the Redis Cluster with the settings in /etc/redis. The password comes from a file and is given on
# standard input, so that it is neither in the arguments nor in the environment of the process.
#
# The other nodes remember this one by an address. That of the pod changes with each restart, and after a restart of all
# pods nobody would find anybody. So each node announces the address of a Service of its own, which never changes.
set -eu
password=$(cat "${PASSWORD_FILE:-/run/scrutin/password}")
address=
until [ -n "$address" ]; do
  address=$(getent hosts "${HOSTNAME}-node" | cut -d ' ' -f 1) || true
  [ -n "$address" ] || sleep 1
done
# The component tls has this script.
again=${CONFIGURATION_FOLDER:-/etc/redis}/reread-certificate.sh
if [ -f "$again" ]; then sh "$again" & fi
exec redis-server - <<CONFIGURATION
$(cat "${CONFIGURATION_FOLDER:-/etc/redis}"/*.conf)
cluster-announce-ip $address
cluster-announce-hostname ${HOSTNAME}.redis
cluster-preferred-endpoint-type hostname
requirepass $password
masterauth $password
CONFIGURATION
