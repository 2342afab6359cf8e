#!/bin/sh
# Joins the six servers to a cluster. If they are one already, it changes nothing. REDIS_CLI holds several options, so it is
# not quoted.
set -eu
REDISCLI_AUTH=$(cat "${PASSWORD_FILE:-/run/scrutin/password}")
export REDISCLI_AUTH
port=${REDIS_PORT:-6379}

# Sets `address` to that of a node, if the node answers there.
answers() {
  address=$(getent hosts "$1" | cut -d ' ' -f 1)
  [ -n "$address" ] && [ "$(redis-cli $REDIS_CLI -h "$address" -p "$port" ping 2>/dev/null)" = PONG ]
}

nodes=
for number in 0 1 2 3 4 5; do
  until answers "redis-$number-node"; do sleep 1; done
  nodes="$nodes $address:$port"
done
if redis-cli $REDIS_CLI -h "$address" -p "$port" cluster info | grep -q '^cluster_slots_assigned:16384'; then
  echo 'The cluster exists.'
  exit 0
fi
redis-cli $REDIS_CLI --cluster create $nodes --cluster-replicas 1 --cluster-yes
